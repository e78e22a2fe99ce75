import { tableFromIPC } from 'apache-arrow';

/** A decimal that Arrow holds as a whole number of 10^-scale. */
const decimalText = (unscaled, scale) => {
  if (scale === 0) return String(unscaled);
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};

/** 128 bits as apache-arrow gives them: four words, the lowest first, two's complement. */
const wide = (words) =>
  BigInt.asIntN(
    128,
    [...new Uint32Array(words.buffer, words.byteOffset, 4)].reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n),
  );

/** Whole seconds, rounded down, and billionths as one decimal: half a second before 1970 is -0.5. */
const secondsText = ({ epoch, fraction }) =>
  epoch === null ? null : decimalText(BigInt(epoch) * 1_000_000_000n + BigInt(fraction), 9);

const MS_A_DAY = 86_400_000;

/**
 * A cell as text, as the protocol's JSON writes it for the type: booleans as 1 and 0, days as their number since 1970, times as
 * seconds with nine digits (and minutes from UTC plus 1440 where there is a zone).
 */
const cell = (value, { type, scale }) => {
  if (value === null || value === undefined) return null;
  switch (type) {
    case 'fixed':
      return ArrayBuffer.isView(value) ? decimalText(wide(value), scale ?? 0) : String(value);
    case 'boolean':
      return value ? '1' : '0';
    case 'date':
      return String(Number(value) / MS_A_DAY);
    case 'timestamp_ntz':
    case 'timestamp_ltz':
      return secondsText(value);
    case 'timestamp_tz':
      return value.epoch === null ? null : `${secondsText(value)} ${value.timezone}`;
    default:
      return String(value);
  }
};

/**
 * The rows of an answer in Arrow's stream form, as the cells of one in JSON.
 * @param {string} base64 @param {readonly { type: string, scale: number | null }[]} rowtype
 * @returns {(string | null)[][]}
 */
export const cellsOf = (base64, rowtype) => {
  if (base64 === '') return [];
  const table = tableFromIPC(Buffer.from(base64, 'base64'));
  const columns = rowtype.map((_, i) => table.getChildAt(i));
  return Array.from({ length: table.numRows }, (_, row) =>
    columns.map((column, i) => cell(column.get(row), rowtype[i])),
  );
};
