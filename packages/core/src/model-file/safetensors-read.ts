import { InvalidModelFileError } from '../errors/invalid-model-file-error.js';
import { dtypeBytes, isDtype, shapeSize } from './dtype.js';
import type { TensorDtype } from './model-file.js';

/** Where a tensor's bytes stand in the file. */
interface TensorEntry {
  readonly name: string;
  readonly dtype: TensorDtype;
  readonly shape: readonly number[];
  /** First byte, counted from the start of the file. */
  readonly begin: number;
  /** One past the last byte. */
  readonly end: number;
}

export interface SafetensorsLayout {
  readonly metadata: ReadonlyMap<string, string>;
  /** In the order of their bytes. */
  readonly tensors: readonly TensorEntry[];
}

/** Longest header that is read: what safetensors itself allows. */
const MAX_HEADER_BYTES = 100_000_000;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

const readHeader = (bytes: Uint8Array): { readonly header: Record<string, unknown>; readonly start: number } => {
  if (bytes.length < 10) throw new InvalidModelFileError(`it is too short (${bytes.length} bytes)`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  // The first bytes of a text, which a length that is possible never looks like: its upper ones are 0.
  if (bytes.subarray(0, 8).every((byte) => byte >= 0x09 && byte !== 0xff))
    throw new InvalidModelFileError('it is no cvd model file');
  if (length > MAX_HEADER_BYTES || Number(length) > bytes.length - 8)
    throw new InvalidModelFileError(
      `its first 8 bytes announce a header of ${length} bytes, where ${Math.min(bytes.length - 8, MAX_HEADER_BYTES)} are possible; it is cut short or no model`,
    );
  const start = 8 + Number(length);
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(8, start)));
  } catch (cause) {
    throw new InvalidModelFileError('its header is not valid JSON', null, { cause });
  }
  if (!isObject(header)) throw new InvalidModelFileError('its header is no JSON object');
  return { header, start };
};

const readMetadata = (value: unknown): ReadonlyMap<string, string> => {
  if (value === undefined) return new Map();
  if (!isObject(value)) throw new InvalidModelFileError('its __metadata__ is no JSON object');
  const entries = Object.entries(value);
  for (const [key, text] of entries)
    if (typeof text !== 'string') throw new InvalidModelFileError(`its __metadata__ entry "${key}" is no text`);
  return new Map(entries as [string, string][]);
};

const readEntry = (name: string, value: unknown, start: number, size: number): TensorEntry => {
  const wrong = (problem: string) => new InvalidModelFileError(`tensor "${name}" ${problem}`);
  if (!isObject(value)) throw wrong('is not described by a JSON object');
  const { dtype, shape, data_offsets: offsets } = value;
  if (!isDtype(dtype)) throw wrong(`has element type ${JSON.stringify(dtype)}, which models do not use`);
  if (!Array.isArray(shape) || !shape.every(isCount)) throw wrong('has an invalid shape');
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount)) throw wrong('has invalid offsets');
  const [begin, end] = offsets as [number, number];
  if (end < begin || start + end > size) throw wrong(`lies at ${begin} to ${end}, outside the file`);
  if (shapeSize(shape) * dtypeBytes[dtype] !== end - begin)
    throw wrong(`of ${dtype} and shape [${shape.join(', ')}] has ${end - begin} bytes`);
  return { name, dtype, shape, begin: start + begin, end: start + end };
};

/**
 * What a safetensors file holds and where, after checking that header, element types, shapes and offsets fit one another
 * and that the data is covered without gap, overlap or remainder. No element is read or copied.
 * @throws {InvalidModelFileError} naming the first thing that does not fit
 */
export const readSafetensors = (bytes: Uint8Array): SafetensorsLayout => {
  const { header, start } = readHeader(bytes);
  const metadata = readMetadata(Object.hasOwn(header, '__metadata__') ? header.__metadata__ : undefined);
  const tensors = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, value]) => readEntry(name, value, start, bytes.length))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  let at = start;
  for (const { name, begin, end } of tensors) {
    if (begin !== at)
      throw new InvalidModelFileError(
        `tensor "${name}" ${begin < at ? 'overlaps the one' : 'leaves a gap after what is'} before it`,
      );
    at = end;
  }
  if (at !== bytes.length)
    throw new InvalidModelFileError(`it has ${bytes.length} bytes where its header describes ${at}`);
  return { metadata, tensors };
};
