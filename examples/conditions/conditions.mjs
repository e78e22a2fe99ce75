// Rows that meet conditions: node examples/conditions/conditions.mjs
import { fileURLToPath } from 'node:url';
import { copula } from '@cvd/copula';
import { CvdError, createRegistry } from '@cvd/core';
import { readCsv } from '@cvd/core/node';

const real = await readCsv(fileURLToPath(new URL('../data/cvd_small.csv', import.meta.url)));
const model = createRegistry(copula).create('copula', { seed: 7 });
await model.fit(real);

// As text, or as data: { column: 'BMI', op: '>=', value: 30 }. Several conditions mean "and".
const where = ['BMI >= 30', 'Sex = Female', 'General_Health in (Good, "Very Good")'];
const obese = await model.sample(1_000, { where }).toTable();

/** @param {import('@cvd/core').Table} table */
const diabetic = (table) => {
  let count = 0;
  for (const { Diabetes } of table.toRows()) if (Diabetes === 'Yes') count++;
  return `${((100 * count) / table.rows).toFixed(1)} %`;
};
console.log(`${obese.rows} rows; lowest BMI ${Math.min(...[...obese.toRows()].map(({ BMI }) => Number(BMI)))}`);
console.log(`Diabetes: ${diabetic(obese)} of these, ${diabetic(await model.sample(1_000).toTable())} of all`);

// What cannot be met is an error that says so, not fewer rows.
try {
  await model.sample(10, { where: ['BMI > 500'] }).toTable();
} catch (error) {
  if (!CvdError.isInstance(error)) throw error;
  console.log(`${error.code}: ${error.message}`);
}
