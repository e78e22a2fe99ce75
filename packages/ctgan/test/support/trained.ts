import { createRandomSource, type FitOptions, type Synthesizer, type Table, tableFromColumns } from '@cvd/core';
import { ctgan } from '../../src/ctgan.js';

/** A small network that learns in seconds. */
export const small = {
  batchSize: 100,
  pac: 5,
  embeddingDim: 16,
  generatorDim: [64],
  discriminatorDim: [64],
  generatorLr: 2e-3,
  discriminatorLr: 2e-3,
};

/** 1,000 rows: a port that decides the mean of `income`, a rare flag, a number with missing values, an order of sizes. */
export const people = (rows = 1000): Table => {
  const random = createRandomSource(8).child('people');
  const indices = Array.from({ length: rows }, (_, row) => row);
  const port = indices.map((row) => ['Ålesund', 'Bergen', 'Oslo'][Math.floor(3 * random.uniform(row, 0) ** 2)]!);
  return tableFromColumns({
    port,
    income: indices.map((row) => {
      const mean = port[row] === 'Oslo' ? 80 : port[row] === 'Bergen' ? 50 : 30;
      return Math.round(10 * (mean + 12 * (random.uniform(row, 1) + random.uniform(row, 2) - 1))) / 10;
    }),
    member: indices.map((row) => random.uniform(row, 3) < (port[row] === 'Oslo' ? 0.3 : 0.02)),
    visits: indices.map((row) => (random.uniform(row, 4) < 0.15 ? null : Math.floor(60 * random.uniform(row, 5) ** 2))),
    size: indices.map((row) => ['S', 'M', 'L', 'XL'][Math.floor(4 * random.uniform(row, 6))]!),
  });
};

export const fitted = async (
  table: Table,
  options: Readonly<Record<string, unknown>> = {},
  fit: FitOptions = {},
): Promise<Synthesizer> => {
  const model = ctgan.create({ ...small, seed: 5, ...options });
  await model.fit(table, { execution: 'inline', threads: 1, ...fit });
  return model;
};

export const sampled = (
  model: Synthesizer,
  rows: number,
  options: Parameters<Synthesizer['sample']>[1] = {},
): Promise<Table> => model.sample(rows, { execution: 'inline', ...options }).toTable();
