import {
  Bool,
  type Data,
  type DataType,
  Dictionary,
  Float64,
  Int32,
  Int64,
  makeData,
  Timestamp,
  TimeUnit,
  Utf8,
  Vector,
} from 'apache-arrow';
import { isPresent } from '../table/cell.js';
import type { Column, TimestampUnit, Utf8Column } from '../table/column.js';
import { nullCountOf } from './chunk-bits.js';

/** How text is written: by a dictionary, or each value in full. */
export type ArrowText = 'dictionary' | 'utf8';

const units: Readonly<Record<TimestampUnit, TimeUnit>> = {
  s: TimeUnit.SECOND,
  ms: TimeUnit.MILLISECOND,
  us: TimeUnit.MICROSECOND,
  ns: TimeUnit.NANOSECOND,
};

/** Texts one after the other, with their offsets. */
const plainText = (texts: Iterable<Uint8Array>, count: number): { valueOffsets: Int32Array; data: Uint8Array } => {
  const valueOffsets = new Int32Array(count + 1);
  const parts: Uint8Array[] = [];
  let end = 0;
  for (const bytes of texts) {
    parts.push(bytes);
    end += bytes.length;
    valueOffsets[parts.length] = end;
  }
  const data = new Uint8Array(end);
  for (let i = 0; i < parts.length; i++) data.set(parts[i]!, valueOffsets[i]);
  return { valueOffsets, data };
};

const none = new Uint8Array(0);

function* rowBytes(column: Utf8Column): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  const known = new Map<number, Uint8Array>();
  for (let row = 0; row < column.length; row++) {
    if (!isPresent(column, row)) {
      yield none;
      continue;
    }
    const code = column.codes[row]!;
    let bytes = known.get(code);
    if (!bytes) known.set(code, (bytes = encoder.encode(column.dictionary[code]!)));
    yield bytes;
  }
}

// One vector for one dictionary: batches that share it are written with it once, and ids of dictionaries stay the same.
const dictionaries = new WeakMap<readonly string[], Vector<Utf8>>();

const dictionaryVector = (texts: readonly string[]): Vector<Utf8> => {
  const known = dictionaries.get(texts);
  if (known) return known;
  const encoder = new TextEncoder();
  const made = new Vector([
    makeData({
      type: new Utf8(),
      length: texts.length,
      nullCount: 0,
      ...plainText(
        texts.map((text) => encoder.encode(text)),
        texts.length,
      ),
    }),
  ]);
  dictionaries.set(texts, made);
  return made;
};

/** The Arrow type of a column. @param id - number of its dictionary */
export const arrowType = (column: Column, text: ArrowText, id: number): DataType => {
  switch (column.type) {
    case 'float64':
      return new Float64();
    case 'int64':
      return new Int64();
    case 'bool':
      return new Bool();
    case 'utf8':
      return text === 'utf8' ? new Utf8() : new Dictionary(new Utf8(), new Int32(), id);
    case 'timestamp':
      return new Timestamp(units[column.unit], column.timezone);
  }
};

/** One column as Arrow data of the given type; values, codes and bits are shared. */
export const writeColumn = (column: Column, type: DataType): Data => {
  const { length, validity } = column;
  const common = {
    length,
    nullCount: nullCountOf(validity, length),
    ...(validity === null ? {} : { nullBitmap: validity }),
  };
  switch (column.type) {
    case 'float64':
      return makeData({ type: type as Float64, data: column.values.subarray(0, length), ...common });
    case 'int64':
      return makeData({ type: type as Int64, data: column.values.subarray(0, length), ...common });
    case 'timestamp':
      return makeData({ type: type as Timestamp, data: column.values.subarray(0, length), ...common });
    case 'bool':
      return makeData({ type: type as Bool, data: column.values, ...common });
    case 'utf8':
      if (type instanceof Utf8) return makeData({ type, ...plainText(rowBytes(column), length), ...common });
      return makeData({
        type: type as Dictionary<Utf8, Int32>,
        data: column.codes.subarray(0, length),
        dictionary: dictionaryVector(column.dictionary),
        ...common,
      });
  }
};
