import { UsageError } from '../errors/usage-error.js';

/** A whole number from `minimum` to `maximum`; exponents are welcome (1e5). @throws {UsageError} */
export const parseWholeNumber =
  (option: string, minimum: number, maximum = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!Number.isInteger(value) || value < minimum || value > maximum)
      throw new UsageError(`${option} ${text}: a whole number from ${minimum} to ${maximum} was expected.`);
    return value;
  };
