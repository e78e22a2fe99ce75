import type { EncodedBatch, EncodedSchema, EncodedSource, EncodedValues } from '../../encoding/encoded-table.js';
import type { Tensor } from '../../model-file/model-file.js';

/** All encoded rows of a source, gathered. */
export interface GatheredRows {
  readonly schema: EncodedSchema;
  readonly rows: number;
  readonly columns: readonly EncodedValues[];
}

export const gatherEncoded = async (data: EncodedSource): Promise<GatheredRows> => {
  const columns = data.schema.columns.map(({ kind }) =>
    kind === 'continuous' ? new Float64Array(data.rows) : new Int32Array(data.rows),
  );
  let row = 0;
  for await (const batch of data.open()) {
    for (const [i, values] of batch.columns.entries()) (columns[i] as Float64Array).set(values, row);
    row += batch.rows;
  }
  return { schema: data.schema, rows: data.rows, columns };
};

/** @param pick - the gathered row that encoded column `column` of sampled row `k` is copied from */
export const copyRows = (
  { columns }: GatheredRows,
  rows: number,
  pick: (column: number, k: number) => number,
): EncodedBatch => ({
  rows,
  columns: columns.map((values, column) => {
    const out = values instanceof Float64Array ? new Float64Array(rows) : new Int32Array(rows);
    for (let k = 0; k < rows; k++) out[k] = values[pick(column, k)]!;
    return out;
  }),
});

/** The numbers that are kept: all. */
export const gatheredValues = ({ schema, columns }: GatheredRows): Map<string, Float64Array> =>
  new Map(
    columns.flatMap((values, i) =>
      values instanceof Float64Array
        ? [[schema.columns[i]!.name, values.filter((value) => !Number.isNaN(value)).sort()]]
        : [],
    ),
  );

export const saveGathered = ({ schema, rows, columns }: GatheredRows) => ({
  content: { schema, rows },
  tensors: Object.fromEntries(
    columns.map((data, i): [string, Tensor] => [
      `column${i}`,
      { dtype: data instanceof Float64Array ? 'F64' : 'I32', shape: [rows], data },
    ]),
  ),
});

export const restoreGathered = (content: unknown, tensors: Readonly<Record<string, Tensor>>): GatheredRows => {
  const { schema, rows } = content as Pick<GatheredRows, 'schema' | 'rows'>;
  return { schema, rows, columns: schema.columns.map((_, i) => tensors[`column${i}`]!.data as EncodedValues) };
};
