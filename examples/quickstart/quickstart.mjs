// A real table in, a faithful synthetic table out: node examples/quickstart/quickstart.mjs [FOLDER]
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { copula } from '@cvd/copula';
import { createRegistry } from '@cvd/core';
import { load, readCsv, save, writeCsv } from '@cvd/core/node';
import { evaluate, formatReport } from '@cvd/evaluation';

const folder = process.argv[2] ?? 'out';
await mkdir(folder, { recursive: true });

// Which methods there are is the program's choice.
const methods = createRegistry(copula);

const real = await readCsv(fileURLToPath(new URL('../data/cvd_small.csv', import.meta.url)));
const model = methods.create('copula', { seed: 7 });
const { metadata } = await model.fit(real);

// The model is one file of data, no code and no rows; sampling needs nothing else.
await save(model, `${folder}/model.cvd`);
const restored = await load(`${folder}/model.cvd`, methods);
await writeCsv(restored.sample(10_000), `${folder}/synthetic.csv`);

// Scores depend on the number of rows: compare at equal counts.
const synthetic = await restored.sample(real.rows).toTable();
console.log(formatReport(await evaluate(real, synthetic, { metadata })));
console.log(`10,000 rows written to ${folder}/synthetic.csv`);
