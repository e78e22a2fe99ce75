import type { SynthesizerFactory } from '../synthesizer/factory.js';
import type { Synthesizer } from '../synthesizer/synthesizer.js';
import { decodeModelFile } from './decode-model-file.js';

/** Where the method of a model is looked up: a registry. */
export interface FactoryLookup {
  /** @throws {UnknownMethodError} for a name it does not have */
  get(name: string): SynthesizerFactory;
}

/**
 * A fitted synthesizer from the bytes of a model file; works in browsers. `load` of `@cvd/core/node` takes a path.
 * @throws {InvalidModelFileError | ModelVersionError | UnknownMethodError}
 */
export const loadModel = (bytes: Uint8Array, registry: FactoryLookup): Synthesizer => {
  const model = decodeModelFile(bytes);
  return registry.get(model.method).restore(model);
};
