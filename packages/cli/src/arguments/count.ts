import { UsageError } from '../errors/usage-error.js';

/** A number of rows or a row index; exponents are welcome (1e6). What is too large or negative, the library says. */
export const parseCount =
  (option: string) =>
  (text: string): number => {
    const count = text.trim() === '' ? Number.NaN : Number(text);
    if (!Number.isInteger(count)) throw new UsageError(`${option} ${text}: a whole number of rows was expected.`);
    return count;
  };
