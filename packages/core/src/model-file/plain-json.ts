import { InvalidModelFileError } from '../errors/invalid-model-file-error.js';

const problemOf = (value: unknown): string | null => {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return null;
    case 'number':
      return Number.isFinite(value) ? null : `${value} is no JSON number`;
    case 'object': {
      if (value === null || Array.isArray(value)) return null;
      const prototype = Object.getPrototypeOf(value);
      return prototype === null || prototype === Object.prototype ? null : 'an object of a class is no plain JSON';
    }
    default:
      return `a ${typeof value} is no plain JSON`;
  }
};

/**
 * JSON text of a value that comes back equal: what `JSON.stringify` would quietly turn into null, `{}` or nothing
 * (NaN, Infinity, Map, Date, functions, holes) is refused. Properties that are undefined count as absent.
 * @param where - how the message names the value
 * @throws {InvalidModelFileError} naming the place
 */
export const stringifyPlainJson = (value: unknown, where: string): string => {
  const check = (part: unknown, path: string, ancestors: readonly unknown[]): void => {
    const problem = problemOf(part) ?? (ancestors.includes(part) ? 'it contains itself' : null);
    if (problem !== null) throw new InvalidModelFileError(`${path} cannot be written: ${problem}`);
    if (typeof part !== 'object' || part === null) return;
    const inside = [...ancestors, part];
    if (Array.isArray(part)) for (const [i, item] of part.entries()) check(item, `${path}[${i}]`, inside);
    else for (const [key, item] of Object.entries(part)) if (item !== undefined) check(item, `${path}.${key}`, inside);
  };
  check(value, where, []);
  return JSON.stringify(value);
};
