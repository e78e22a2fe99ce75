import { createRandomSource } from '../../random/counter-random.js';
import type { Table } from '../../table/table.js';
import { tableFromColumns } from '../../table/table-from-columns.js';

const levels = ['low', 'middle', 'high'];
const regions = ['Ålesund', 'São Paulo', 'Zürich', '東京'];

/**
 * A table of every kind of column with dependence between them, seeded: an id, integers, decimals with missing values, text categories (one
 * with missing values), a boolean, dates, a constant.
 */
export const mixedTable = (rows: number, seed = 1): Table => {
  const random = createRandomSource(seed).child('mixedTable');
  const draw = (row: number, index: number): number => random.uniform(row, index);
  const indices = Array.from({ length: rows }, (_, row) => row);
  const age = indices.map((row) => Math.floor(18 + 60 * draw(row, 0) ** 1.5));
  return tableFromColumns({
    id: indices.map((row) => `P-${100_000 + 7 * row}`),
    age,
    weight: indices.map((row) =>
      draw(row, 1) < 0.1 ? null : Math.round(100 * (50 + age[row]! / 3 + 20 * draw(row, 2))) / 100,
    ),
    level: indices.map((row) => levels[Math.min(2, Math.floor(age[row]! / 30 + draw(row, 3)))]!),
    region: indices.map((row) => (draw(row, 4) < 0.15 ? null : regions[Math.floor(4 * draw(row, 5) ** 2)]!)),
    smoker: indices.map((row) => draw(row, 6) < (age[row]! > 40 ? 0.4 : 0.1)),
    seen: indices.map((row) =>
      new Date(Date.UTC(2020, 0, 1) + 86_400_000 * Math.floor(1000 * draw(row, 7))).toISOString().slice(0, 10),
    ),
    unit: indices.map(() => 'kg'),
  });
};
