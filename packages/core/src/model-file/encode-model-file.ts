import { InvalidModelFileError } from '../errors/invalid-model-file-error.js';
import { dtypeBytes } from './dtype.js';
import { type FileFormat, INTEGRITY, INTEGRITY_BYTES, MODEL_FORMAT } from './layout.js';
import type { ModelFile, Tensor } from './model-file.js';
import { stringifyPlainJson } from './plain-json.js';
import { writeSafetensors } from './safetensors-write.js';
import { sha256 } from './sha256.js';

type NamedTensor = readonly [name: string, tensor: Tensor];

/** Widest elements first, so that all are aligned without gaps; then by name in code units. */
const inFileOrder = ([aName, a]: NamedTensor, [bName, b]: NamedTensor): number =>
  dtypeBytes[b.dtype] - dtypeBytes[a.dtype] || (aName < bName ? -1 : 1);

/** The bytes of a file of this format; see {@link encodeModelFile}. */
export const encodeFile = (format: FileFormat, model: ModelFile): Uint8Array => {
  const { method, packageVersion, content, tensors } = model;
  const names = Object.keys(tensors);
  const taken = names.find((name) => name === INTEGRITY || name === '__metadata__');
  if (taken !== undefined) throw new InvalidModelFileError(`a tensor may not be named "${taken}"`);
  const sorted = names.map((name): NamedTensor => [name, tensors[name]!]).sort(inFileOrder);
  const metadata = {
    format,
    version: String(model.version),
    json: stringifyPlainJson({ method, packageVersion, content }, 'the model'),
  };
  const empty: Tensor = { dtype: 'U8', shape: [INTEGRITY_BYTES], data: new Uint8Array(INTEGRITY_BYTES) };
  const bytes = writeSafetensors(metadata, [...sorted, [INTEGRITY, empty]]);
  const covered = bytes.length - INTEGRITY_BYTES;
  bytes.set(sha256(bytes.subarray(0, covered)), covered);
  return bytes;
};

/**
 * The bytes of a model file: safetensors with `__metadata__ = { format: 'cvd-model', version: '1', json }`, the bulk values
 * as tensors, and as the last tensor `integrity`, the SHA-256 of every byte before it. Equal models give equal bytes
 * (tensors are sorted; keys of `content` stand in their own order).
 * @throws {InvalidModelFileError} when the content is no plain JSON, a tensor does not fit its shape, or a name is taken
 */
export const encodeModelFile = (model: ModelFile): Uint8Array => encodeFile(MODEL_FORMAT, model);
