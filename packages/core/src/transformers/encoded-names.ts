/**
 * Names of encoded columns, unique over a table whatever its columns are called: only 'missing:' columns begin so, and
 * a table column that itself begins with a prefix is given another.
 */
export const valueName = (column: string): string =>
  /^(missing|value|offset):/.test(column) ? `value:${column}` : column;

/** Name of the column that says where `column` is missing. */
export const missingName = (column: string): string => `missing:${column}`;

/** Name of the column that holds the time zone offset of `column`. */
export const offsetName = (column: string): string => `offset:${column}`;
