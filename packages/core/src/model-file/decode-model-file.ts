import { InvalidModelFileError } from '../errors/invalid-model-file-error.js';
import { ModelVersionError } from '../errors/model-version-error.js';
import { elementsOf } from './dtype.js';
import { type FileFormat, INTEGRITY, INTEGRITY_BYTES, MODEL_FORMAT, MODEL_VERSION } from './layout.js';
import type { ModelFile, Tensor } from './model-file.js';
import { readSafetensors, type SafetensorsLayout } from './safetensors-read.js';
import { sha256 } from './sha256.js';

const checkIntegrity = (bytes: Uint8Array, { tensors }: SafetensorsLayout): void => {
  const last = tensors.at(-1);
  if (last?.name !== INTEGRITY || last.dtype !== 'U8' || last.shape.length !== 1 || last.shape[0] !== INTEGRITY_BYTES)
    throw new InvalidModelFileError(
      `its last tensor is not "${INTEGRITY}" (U8, ${INTEGRITY_BYTES}); it is no model of this library`,
    );
  const digest = sha256(bytes.subarray(0, last.begin));
  if (!digest.every((byte, i) => byte === bytes[last.begin + i]))
    throw new InvalidModelFileError('its bytes do not match their SHA-256; it was damaged or altered');
};

const parseJson = (json: string): Pick<ModelFile, 'method' | 'packageVersion' | 'content'> => {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new InvalidModelFileError('its json entry is not valid JSON', null, { cause });
  }
  const { method, packageVersion, content } = (value ?? {}) as Record<string, unknown>;
  if (
    typeof method !== 'string' ||
    typeof packageVersion !== 'string' ||
    typeof content !== 'object' ||
    content === null ||
    Array.isArray(content)
  )
    throw new InvalidModelFileError('its json entry lacks method, packageVersion or content');
  return { method, packageVersion, content: content as Record<string, unknown> };
};

/** The contents of a file of this format; see {@link decodeModelFile}. */
export const decodeFile = (wanted: FileFormat, bytes: Uint8Array): ModelFile => {
  const layout = readSafetensors(bytes);
  checkIntegrity(bytes, layout);
  const format = layout.metadata.get('format');
  const version = layout.metadata.get('version') ?? '';
  if (format !== wanted)
    throw new InvalidModelFileError(`its format is ${JSON.stringify(format ?? null)}, not "${wanted}"`);
  if (!/^[1-9]\d{0,8}$/.test(version))
    throw new InvalidModelFileError(`its layout version ${JSON.stringify(version)} is no number`);
  if (Number(version) > MODEL_VERSION) throw new ModelVersionError(version, MODEL_VERSION);
  const { method, packageVersion, content } = parseJson(layout.metadata.get('json') ?? '');
  const tensors = layout.tensors
    .slice(0, -1)
    .map(({ name, dtype, shape, begin, end }): [string, Tensor] => [
      name,
      { dtype, shape, data: elementsOf(dtype, bytes.subarray(begin, end)) },
    ]);
  return { version: MODEL_VERSION, method, packageVersion, content, tensors: Object.fromEntries(tensors) };
};

/**
 * A model from the bytes of its file. Everything is checked before it is used: size, header, offsets, element types and
 * shapes, the digest, then format and version. Runs nothing from the file; keys such as `__proto__` come out as own
 * properties. Tensors are copies: the bytes may be reused.
 * @throws {InvalidModelFileError} for bytes that are cut short, altered or no model
 * @throws {ModelVersionError} for a whole file of a newer layout
 */
export const decodeModelFile = (bytes: Uint8Array): ModelFile => decodeFile(MODEL_FORMAT, bytes);
