import { encodeModelFile } from '../model-file/encode-model-file.js';
import type { Synthesizer } from '../synthesizer/synthesizer.js';
import { writeWholeFile } from './write-beside.js';

/**
 * Writes a fitted synthesizer to one model file, replacing what stands there; on any error the old file stays.
 * @throws {NotFittedError | FileWriteError}
 */
export const save = async (synthesizer: Synthesizer, path: string): Promise<void> =>
  writeWholeFile(path, encodeModelFile(synthesizer.toModel()));
