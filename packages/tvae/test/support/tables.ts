import { createRandomSource, type Table, tableFromColumns } from '@cvd/core';

const levels = ['low', 'middle', 'high'];

/** Numbers, categories and missing values that depend on each other; seeded. */
export const table = (rows: number, seed = 1): Table => {
  const random = createRandomSource(seed).child('table');
  const indices = Array.from({ length: rows }, (_, row) => row);
  const age = indices.map((row) => Math.floor(18 + 60 * random.uniform(row, 0)));
  return tableFromColumns({
    age,
    weight: indices.map((row) =>
      random.uniform(row, 1) < 0.1 ? null : Math.round(10 * (50 + age[row]! / 2 + 10 * random.uniform(row, 2))) / 10,
    ),
    level: indices.map((row) => levels[Math.min(2, Math.floor(age[row]! / 40 + random.uniform(row, 3)))]!),
    smoker: indices.map((row) => random.uniform(row, 4) < (age[row]! > 40 ? 0.5 : 0.1)),
  });
};

/** Settings that train in a moment. */
export const tiny = {
  seed: 5,
  epochs: 4,
  batchSize: 50,
  embeddingDim: 4,
  compressDims: [8],
  decompressDims: [8],
} as const;
