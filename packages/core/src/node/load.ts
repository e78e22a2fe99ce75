import { readFile } from 'node:fs/promises';
import { InvalidModelFileError } from '../errors/invalid-model-file-error.js';
import { ModelVersionError } from '../errors/model-version-error.js';
import { decodeModelFile } from '../model-file/decode-model-file.js';
import type { FactoryLookup } from '../model-file/load-model.js';
import type { ModelFile } from '../model-file/model-file.js';
import type { Synthesizer } from '../synthesizer/synthesizer.js';
import { toReadError } from './file-errors.js';

/** Errors about the bytes of a model say which file they were. */
const namingFile = <T>(path: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    if (error instanceof InvalidModelFileError)
      throw new InvalidModelFileError(error.problem, path, { cause: error.cause });
    if (error instanceof ModelVersionError) throw new ModelVersionError(error.version, error.supported, path);
    throw error;
  }
};

/**
 * The checked contents of a model file, without restoring a method.
 * @throws {FileNotFoundError | FileReadError | InvalidModelFileError | ModelVersionError} naming the file
 */
export const readModelFile = async (path: string): Promise<ModelFile> => {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw toReadError(path, cause);
  }
  return namingFile(path, () => decodeModelFile(bytes));
};

/**
 * A fitted synthesizer from a model file.
 * @throws {FileNotFoundError | FileReadError | InvalidModelFileError | ModelVersionError | UnknownMethodError}
 */
export const load = async (path: string, registry: FactoryLookup): Promise<Synthesizer> => {
  const model = await readModelFile(path);
  return namingFile(path, () => registry.get(model.method).restore(model));
};
