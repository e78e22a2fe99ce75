import { type Data, DataType, type Dictionary, Vector } from 'apache-arrow';
import { ByteDictionary } from '../csv/byte-dictionary.js';
import { ArrowTypeError } from '../errors/arrow-type-error.js';
import { InvalidValueError } from '../errors/invalid-value-error.js';
import { bitAt, clearBit, createBits } from '../table/bits.js';
import type { Utf8Column } from '../table/column.js';
import { validityOf } from './chunk-bits.js';

/** Whether the type is text, in any of Arrow's layouts. */
export const isText = (type: DataType): boolean =>
  DataType.isUtf8(type) || DataType.isLargeUtf8(type) || DataType.isUtf8View(type);

const rowsOf = (chunks: readonly Data[]): number => chunks.reduce((rows, { length }) => rows + length, 0);

/** Text, encoded by a dictionary in order of first appearance. @throws {InvalidValueError} for text that is no UTF-8 */
export const readText = (column: string, chunks: readonly Data[]): Utf8Column => {
  const codes = new Int32Array(rowsOf(chunks));
  const dictionary = new ByteDictionary();
  const encoder = new TextEncoder();
  let at = 0;
  for (const chunk of chunks) {
    const views = DataType.isUtf8View(chunk.type) ? new Vector([chunk]) : null;
    const { values, valueOffsets: offsets } = chunk as Data & { readonly values: Uint8Array };
    for (let row = 0; row < chunk.length; row++) {
      if (!chunk.getValid(row)) continue;
      let code: number;
      if (views) {
        const bytes = encoder.encode(views.get(row) as string);
        code = dictionary.codeOf(bytes, 0, bytes.length);
      } else code = dictionary.codeOf(values, Number(offsets[row]), Number(offsets[row + 1]));
      if (code < 0) throw new InvalidValueError(column, at + row, 'the text is no valid UTF-8');
      codes[at + row] = code;
    }
    at += chunk.length;
  }
  return { type: 'utf8', length: codes.length, codes, dictionary: dictionary.entries, validity: validityOf(chunks) };
};

/** Whether the column's own dictionary can stand as it is: distinct texts, none missing. */
const isPlain = ({ dictionary, validity, codes }: Utf8Column): boolean =>
  validity === null && dictionary.length === codes.length;

/** All chunks with one dictionary, the codes shared where that asks for no change. */
const shareCodes = (chunks: readonly Data<Dictionary>[], entries: Utf8Column): Int32Array | null => {
  const only = chunks.length === 1 ? chunks[0]! : null;
  const codes: unknown = only?.values;
  if (!only || !(codes instanceof Int32Array) || !isPlain(entries)) return null;
  const own = codes.subarray(0, only.length);
  if (only.nullCount > 0)
    for (let row = 0; row < own.length; row++) if (own[row] !== 0 && !only.getValid(row)) return null;
  return own;
};

/**
 * Text that Arrow holds by a dictionary: int32 codes are shared. A dictionary that differs between chunks, repeats a
 * text or holds nulls is rebuilt.
 * @throws {ArrowTypeError} where the dictionary holds something else than text
 */
export const readDictionary = (column: string, chunks: readonly Data<Dictionary>[]): Utf8Column => {
  const validity = validityOf(chunks);
  const { type } = chunks[0]!;
  if (!isText(type.dictionary)) throw new ArrowTypeError(column, String(type));
  const first = chunks[0]!.dictionary;
  const read = (vector: Vector | undefined): Utf8Column => readText(column, vector?.data ?? []);
  const same = chunks.every(({ dictionary }) => dictionary === first);
  if (same) {
    const entries = read(first);
    const codes = shareCodes(chunks, entries);
    if (codes) return { type: 'utf8', length: codes.length, codes, dictionary: entries.dictionary, validity };
  }
  const codes = new Int32Array(rowsOf(chunks));
  const merged = new Map<string, number>();
  let bits = validity;
  let at = 0;
  for (const chunk of chunks) {
    const entries = read(chunk.dictionary);
    const target = entries.dictionary.map((text) => {
      const code = merged.get(text) ?? merged.size;
      merged.set(text, code);
      return code;
    });
    for (let row = 0; row < chunk.length; row++) {
      if (!chunk.getValid(row)) continue;
      const entry = Number(chunk.values[row]);
      if (entries.validity === null || bitAt(entries.validity, entry)) {
        codes[at + row] = target[entries.codes[entry]!]!;
        continue;
      }
      if (bits === validity) bits = validity === null ? createBits(codes.length, true) : validity.slice();
      clearBit(bits!, at + row);
    }
    at += chunk.length;
  }
  return { type: 'utf8', length: codes.length, codes, dictionary: [...merged.keys()], validity: bits };
};
