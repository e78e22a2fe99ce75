// Makes rows × 19 for timing: cvd_small drawn with replacement (seeded), numeric columns jittered within their rounding
// step, so that they have as many distinct values as measured columns of that size. Says nothing of quality.
import { createRandomSource, tableFromColumns } from '@cvd/core';
import { readCsv, writeCsv } from '@cvd/core/node';

/** Decimal places of each numeric column of cvd_small. */
const decimals = {
  'Height_(cm)': 0,
  'Weight_(kg)': 2,
  BMI: 2,
  Alcohol_Consumption: 0,
  Fruit_Consumption: 0,
  Green_Vegetables_Consumption: 0,
  FriedPotato_Consumption: 0,
};

const PIECE_ROWS = 100_000;

/** Streams `rows` rows made of the table at `source` to a CSV file. */
export const makeLarge = async (source, target, rows, seed = 0) => {
  const small = await readCsv(source);
  const random = createRandomSource(seed).child('make-large');
  const cells = small.names.map((name, index) => {
    const column = Array.from({ length: small.rows }, (_, row) => small.at(row, name));
    const digits = decimals[name];
    const jitter = (row) => (random.uniform(row, index + 1) - 0.5) * 10 ** -digits;
    return digits === undefined
      ? (pick) => column[pick]
      : (pick, row) => Number((column[pick] + jitter(row)).toFixed(digits + 2));
  });
  const pieces = async function* () {
    for (let start = 0; start < rows; start += PIECE_ROWS) {
      const indices = Array.from({ length: Math.min(PIECE_ROWS, rows - start) }, (_, k) => start + k);
      const picks = indices.map((row) => Math.floor(random.uniform(row) * small.rows));
      yield tableFromColumns(
        Object.fromEntries(small.names.map((name, i) => [name, indices.map((row, k) => cells[i](picks[k], row))])),
      );
    }
  };
  await writeCsv(pieces(), target);
};
