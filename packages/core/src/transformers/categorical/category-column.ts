import { clearBit, createBits, setBit } from '../../table/bits.js';
import type { Column } from '../../table/column.js';
import type { CategorySet } from './category-set.js';

/** Bits of the rows whose code is not that of a missing value; null when all are. */
const validityOf = (codes: Int32Array, missing: number): Uint8Array | null => {
  let validity: Uint8Array | null = null;
  for (let row = 0; row < codes.length; row++) {
    if (codes[row] !== missing) continue;
    validity ??= createBits(codes.length, true);
    clearBit(validity, row);
  }
  return validity;
};

/** The column of these codes, in the type the categories came in; missing rows hold 0. */
export const categoryColumn = ({ type, unit, timezone, values }: CategorySet, codes: Int32Array): Column => {
  const { length } = codes;
  const validity = validityOf(codes, values.length);
  switch (type) {
    case 'utf8': {
      const present = validity === null ? codes : codes.map((code) => (code === values.length ? 0 : code));
      return { type, length, validity, codes: present, dictionary: values as readonly string[] };
    }
    case 'float64':
      return {
        type,
        length,
        validity,
        values: Float64Array.from(codes, (code) => (values[code] as number | undefined) ?? 0),
      };
    case 'bool': {
      const bits = createBits(length);
      for (let row = 0; row < length; row++) if (values[codes[row]!] === true) setBit(bits, row);
      return { type, length, validity, values: bits };
    }
    case 'int64':
      return { type, length, validity, values: integers(values as readonly bigint[], codes) };
    case 'timestamp':
      return { type, length, validity, unit: unit!, timezone, values: integers(values as readonly bigint[], codes) };
  }
};

const integers = (values: readonly bigint[], codes: Int32Array): BigInt64Array => {
  const out = new BigInt64Array(codes.length);
  for (let row = 0; row < out.length; row++) out[row] = values[codes[row]!] ?? 0n;
  return out;
};
