import { copula } from '@cvd/copula';
import { createRegistry, type Synthesizer, type Table } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { cvdSmall } from '../../../packages/cli/test/support/cvd.js';

export { cvdSmall };

export const methods = createRegistry(copula);

/** The first rows of the example data, all 19 columns or those named. */
export const realRows = async (rows: number, names?: readonly string[]): Promise<Table> => {
  const table = (await readCsv(cvdSmall)).slice(0, rows);
  return names === undefined ? table : table.select(names);
};

/** A copula fitted on this thread. */
export const fitted = async (table: Table, options: Readonly<Record<string, unknown>> = {}): Promise<Synthesizer> => {
  const model = methods.create('copula', { seed: 7, ...options });
  await model.fit(table, { execution: 'inline' });
  return model;
};
