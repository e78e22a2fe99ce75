import { UsageError } from '../errors/usage-error.js';

/** A share above 0 and below 1, such as .2. @throws {UsageError} */
export const parseShare =
  (option: string) =>
  (text: string): number => {
    const share = text.trim() === '' ? Number.NaN : Number(text);
    if (!(share > 0 && share < 1))
      throw new UsageError(`${option} ${text}: a share between 0 and 1 was expected, as .2.`);
    return share;
  };
