import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { detectMetadata, formatDecisions, stream } from '@cvd/core';
import { readCsv, save, writeCsv } from '@cvd/core/node';
import { evaluate, formatReport } from '@cvd/evaluation';
import { parseSeed } from '../arguments/seed.js';
import { type AddCommand, defineCommand, examples } from '../command.js';
import { duckdbPackage } from '../io/duckdb-package.js';
import { fitSummary } from '../output/fit-summary.js';
import { methods } from '../registry.js';

/** Real rows that travel with the package: dist/index.js and data/ stand side by side. */
const exampleData = fileURLToPath(new URL('../data/cvd_small.csv', import.meta.url));
const sampledRows = 10_000;

const whatNext = (folder: string): string => `
What to try next:
  npx cvd sample ${folder}/model.cvd --rows 1000000 --out rows.csv
  npx cvd sample ${folder}/model.cvd --rows 1000 --where 'BMI>=30' --where 'Sex=Female' --out obese.csv
  npx cvd info ${folder}/model.cvd
  npx cvd fit YOUR.csv --out your.cvd`;

export const addDemo: AddCommand = (program, session) => {
  const command = program
    .command('demo')
    .description('Learn a real medical survey, make 10,000 rows, score them, write them to CSV and DuckDB.')
    .option('--out <folder>', 'where the files go', 'cvd-demo')
    .option('--seed <n>', 'seed of the model and the rows', parseSeed, 7)
    .addHelpText('after', examples(['cvd demo']));
  defineCommand<[], { out: string; seed: number }>(command, session, async ({ console, signal }, { out, seed }) => {
    const watched = async <T>(work: (onProgress: ReturnType<typeof console.progress>['update']) => Promise<T>) => {
      const progress = console.progress();
      return work(progress.update).finally(() => progress.done());
    };
    const { duckdbSink } = await duckdbPackage('The demo');
    await mkdir(out, { recursive: true });

    const real = await readCsv(exampleData, { signal });
    console.message(`Read ${real.rows.toLocaleString('en')} real rows × ${real.names.length} columns.\n`);
    const { metadata, decisions } = detectMetadata(real);
    console.message(`What the columns hold:\n${formatDecisions(decisions)}\n`);

    const model = methods.create('copula', { seed });
    const report = await watched((onProgress) => model.fit(real, { metadata, signal, onProgress }));
    console.message(`${fitSummary(report)}\n`);

    const rows = await watched((onProgress) => model.sample(sampledRows, { signal, onProgress }).toTable());
    const compared = rows.slice(0, real.rows);
    const score = await watched((onProgress) =>
      evaluate(real, compared, { metadata, baselines: true, signal, onProgress }),
    );
    await console.result(formatReport(score, { pairs: 5 }));

    const [csv, database] = [join(out, 'synthetic.csv'), join(out, 'synthetic.db')];
    await writeCsv(rows, csv, { signal });
    const { runId } = await stream(model.sample(sampledRows), duckdbSink({ path: database, table: 'synthetic' }), {
      metadata,
      signal,
    });
    await save(model, join(out, 'model.cvd'));
    model.dispose();
    await console.result(
      [
        '',
        `${sampledRows.toLocaleString('en')} synthetic rows, seed ${seed}:`,
        `  CSV file     ${csv}`,
        `  DuckDB file  ${database}, table "synthetic" (run ${runId})`,
        `  model        ${join(out, 'model.cvd')}`,
        whatNext(out),
      ].join('\n'),
    );
  });
};
