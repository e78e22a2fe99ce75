import type { SpanTable } from '@cvd/core';

/** The given rows of a table, in their order; the table itself where all of them are asked for. */
export const selectRows = (table: SpanTable, ids: Int32Array): SpanTable => {
  if (ids.length === table.rows) return table;
  const pick = <T extends Uint8Array | Uint16Array | Int32Array | Float32Array>(values: T): T => {
    const picked = values.slice(0, ids.length) as T;
    for (let r = 0; r < ids.length; r++) picked[r] = values[ids[r]!]!;
    return picked;
  };
  return { rows: ids.length, choices: table.choices.map(pick), scalars: table.scalars.map(pick) };
};
