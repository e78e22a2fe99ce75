import { InvalidValueError } from '../errors/invalid-value-error.js';
import { loneSurrogate } from './encode-text.js';

/** The text itself. @throws {InvalidValueError} when it cannot be written as UTF-8; it names column and row */
export const wellFormed = (name: string, row: number, text: string): string => {
  if (loneSurrogate.test(text))
    throw new InvalidValueError(name, row, 'the text holds half a surrogate pair, which UTF-8 cannot write');
  return text;
};
