const keepsMicroseconds = {
  reason:
    'it keeps times to the microsecond and between 1677 and 2262 only; Snowflake to the nanosecond, years 1 to 9999',
  shows: /finer than the 6 digits of a second/,
};

const tellsNoCaseApart = {
  reason: 'DuckDB, on which it stands, tells no names apart by case, also quoted ones',
  shows: /Column with name "?Age"? already exists/,
};

const losesApostrophes = {
  reason: 'it writes the name of a VARCHAR column into a statement of its own without doubling the apostrophe',
  shows: /unterminated string literal|syntax error at or near/,
};

/**
 * What fakesnow 0.12.1 cannot do, by way of writing and check. `shows` is what the check fails with because of it: should it fail with
 * anything else, or pass, that is told as a failure. Without `shows` the outcome is a matter of chance, and the check is not asked.
 * @type {Readonly<Record<string, Readonly<Record<string, { reason: string, shows?: RegExp }>>>>}
 */
export const limits = {
  'insert-not-exists': {
    'names that differ in case alone are two columns': tellsNoCaseApart,
    'names with an apostrophe are columns as others are': losesApostrophes,
    'values/times': keepsMicroseconds,
    'identity/two-sinks-at-once': {
      reason: 'it takes no lock of a table, and this way of writing promises nothing to two writers',
    },
  },
  merge: {
    'names that differ in case alone are two columns': tellsNoCaseApart,
    'names with an apostrophe are columns as others are': losesApostrophes,
    'values/times': keepsMicroseconds,
    'identity/two-sinks-at-once': {
      reason: 'its MERGE is several statements without a lock, so that two at once land rows twice',
    },
  },
  'merge-as-sent': {
    'the statement is carried out': {
      reason: 'it hands FLATTEN inside a MERGE to DuckDB as it stands, which has no such function',
      shows: /syntax error at or near "TABLE"/,
    },
  },
};
