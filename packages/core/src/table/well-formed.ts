import { InvalidValueError } from '../errors/invalid-value-error.js';
import type { Utf8Column } from './column.js';

/** Half of a surrogate pair on its own: has no UTF-8 form, encoders replace it silently. */
const loneSurrogate = /\p{Surrogate}/u;

/** @throws {InvalidValueError} when the text at `code` cannot be written as UTF-8 */
export const checkWellFormed = (name: string, column: Utf8Column, code: number): void => {
  if (!loneSurrogate.test(column.dictionary[code]!)) return;
  throw new InvalidValueError(
    name,
    column.codes.indexOf(code),
    'the text holds half a surrogate pair, which UTF-8 cannot write',
  );
};
