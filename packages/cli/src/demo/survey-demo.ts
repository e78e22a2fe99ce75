import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { detectMetadata, formatDecisions, stream } from '@cvd/core';
import { readCsv, save, writeCsv } from '@cvd/core/node';
import { evaluate, formatReport } from '@cvd/evaluation';
import { duckdbPackage } from '../io/duckdb-package.js';
import { fitSummary } from '../output/fit-summary.js';
import { methods } from '../registry.js';
import { surveyFile } from './demo-data.js';
import type { DemoContext } from './demo-options.js';
import { watched } from './watched.js';
import { whatNext } from './what-next.js';

const sampledRows = 10_000;

/** Learns the whole survey with the copula, makes 10,000 rows, scores them, writes them to CSV and DuckDB. */
export const surveyDemo = async ({ console, signal, out, seed, settings }: DemoContext): Promise<void> => {
  const { duckdbSink } = await duckdbPackage('The demo');
  const model = methods.create('copula', { ...settings, seed });
  await mkdir(out, { recursive: true });

  const real = await readCsv(surveyFile, { signal });
  console.message(`Read ${real.rows.toLocaleString('en')} real rows × ${real.names.length} columns.\n`);
  const { metadata, decisions } = detectMetadata(real);
  console.message(`What the columns hold:\n${formatDecisions(decisions)}\n`);

  const report = await watched(console, (onProgress) => model.fit(real, { metadata, signal, onProgress }));
  console.message(`${fitSummary(report)}\n`);

  const rows = await watched(console, (onProgress) => model.sample(sampledRows, { signal, onProgress }).toTable());
  const compared = rows.slice(0, real.rows);
  const score = await watched(console, (onProgress) =>
    evaluate(real, compared, { metadata, baselines: true, c2st: false, signal, onProgress }),
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
};
