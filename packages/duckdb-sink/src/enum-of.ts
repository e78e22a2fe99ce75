import { type DuckDBEnumType, ENUM } from '@duckdb/node-api';

const known = new WeakMap<readonly string[], DuckDBEnumType | null>();

/** Text that the C interface passes on as it is: no NUL, no half of a surrogate pair, no trap for the type's own map. */
const isPlain = (text: string): boolean => text !== '__proto__' && !/[\0\p{Surrogate}]/u.test(text);

/**
 * A dictionary as an ENUM type, so that a chunk of text crosses into DuckDB as small codes and is cast to VARCHAR there,
 * instead of string by string. null where that would not pay or not be exact. Values must be distinct: DuckDB's library
 * crashes on an ENUM that repeats one, so it is checked here.
 */
export const enumOf = (dictionary: readonly string[], chunkRows: number): DuckDBEnumType | null => {
  if (dictionary.length === 0 || dictionary.length > Math.max(16, chunkRows / 4)) return null;
  let type = known.get(dictionary);
  if (type === undefined) {
    const exact = dictionary.every(isPlain) && new Set(dictionary).size === dictionary.length;
    type = exact ? ENUM(dictionary) : null;
    known.set(dictionary, type);
  }
  return type;
};
