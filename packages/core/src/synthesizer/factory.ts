import type { ModelFile } from '../model-file/model-file.js';
import type { JsonSchema } from '../options/json-schema.js';
import type { Synthesizer } from './synthesizer.js';

/** How a method is offered to a registry. */
export interface SynthesizerFactory {
  readonly contract: 1;
  /** Lower-case id: 'copula'. */
  readonly name: string;
  /** One sentence for lists and help. */
  readonly summary: string;
  /** JSON Schema (2020-12) of the options; the CLI, the service, the errors and the docs all read it. */
  readonly options: JsonSchema;
  /** @throws {InvalidOptionError} for an unknown option or a value outside its schema */
  create(options?: Readonly<Record<string, unknown>>): Synthesizer;
  /** A fitted synthesizer from a checked model file; runs no code from it. */
  restore(model: ModelFile): Synthesizer;
}
