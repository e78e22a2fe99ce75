import { clearBit, createBits, setBit } from '../../table/bits.js';
import type { Column } from '../../table/column.js';
import type { CategorySet } from './category-set.js';

/** The column of these codes, in the type the categories came in. */
export const categoryColumn = ({ type, unit, timezone, values }: CategorySet, codes: Int32Array): Column => {
  const { length } = codes;
  const missing = values.length;
  let validity: Uint8Array | null = null;
  let present = codes;
  for (let row = 0; row < length; row++) {
    if (codes[row] !== missing) continue;
    if (validity === null) {
      validity = createBits(length, true);
      present = codes.slice();
    }
    clearBit(validity, row);
    present[row] = 0;
  }
  switch (type) {
    case 'utf8':
      return { type, length, validity, codes: present, dictionary: values as readonly string[] };
    case 'float64':
      return {
        type,
        length,
        validity,
        values: Float64Array.from(present, (code) => (values[code] as number | undefined) ?? 0),
      };
    case 'bool': {
      const bits = createBits(length);
      for (let row = 0; row < length; row++) if (values[present[row]!] === true) setBit(bits, row);
      return { type, length, validity, values: bits };
    }
    case 'int64':
      return { type, length, validity, values: integers(values as readonly bigint[], present) };
    case 'timestamp':
      return { type, length, validity, unit: unit!, timezone, values: integers(values as readonly bigint[], present) };
  }
};

const integers = (values: readonly bigint[], codes: Int32Array): BigInt64Array => {
  const out = new BigInt64Array(codes.length);
  for (let row = 0; row < out.length; row++) out[row] = values[codes[row]!] ?? 0n;
  return out;
};
