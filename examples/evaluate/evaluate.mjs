// Faithful, useful, private? node examples/evaluate/evaluate.mjs [FOLDER]
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { copula } from '@cvd/copula';
import { createRegistry, gatherRows } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { checkGate, defaultGate, evaluate, formatHtml, formatReport } from '@cvd/evaluation';
import { privacyAttacks, withAttacks } from '@cvd/evaluation/attacks';

const folder = process.argv[2] ?? 'out';
await mkdir(folder, { recursive: true });

// Every fifth row is held back: the model never sees it.
const all = await readCsv(fileURLToPath(new URL('../data/cvd_small.csv', import.meta.url)));
const rows = Array.from({ length: all.rows }, (_, row) => row);
const train = gatherRows(
  all,
  rows.filter((row) => row % 5 !== 0),
);
const holdout = gatherRows(
  all,
  rows.filter((row) => row % 5 === 0),
);

const model = createRegistry(copula).create('copula', { seed: 7 });
const { metadata } = await model.fit(train);
const synthetic = await model.sample(train.rows).toTable();

const measured = await evaluate(train, synthetic, { metadata, holdout, target: 'Heart_Disease', baselines: true });
// Attacks are asked for by name; without them the report says which were not run.
const found = await privacyAttacks(train, synthetic, { attacks: ['membership'], metadata, holdout });
const report = withAttacks(measured, found);

await writeFile(`${folder}/report.html`, formatHtml(report, { title: 'Copula of the survey' }));
await writeFile(`${folder}/report.json`, JSON.stringify(report));
console.log(formatReport(report));

const { passed, checks } = checkGate(report, defaultGate);
for (const { key, because, why } of checks.filter((check) => !check.passed)) console.log(`${key}: ${because} (${why})`);
console.log(passed ? 'The default gate is passed.' : 'The default gate is not passed.');
