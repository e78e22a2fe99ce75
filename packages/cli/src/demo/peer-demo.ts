import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Table } from '@cvd/core';
import { readCsv, save, writeCsv } from '@cvd/core/node';
import { evaluate } from '@cvd/evaluation';
import { fitSummary } from '../output/fit-summary.js';
import { methods } from '../registry.js';
import { trainFile } from './demo-data.js';
import type { DemoContext } from './demo-options.js';
import { figuresTable } from './figures-table.js';
import { type Figures, peerFigures } from './peer-figures.js';
import { watched } from './watched.js';
import { whatNext } from './what-next.js';

const names: Readonly<Record<string, string>> = { ctgan: 'CTGAN', tvae: 'TVAE' };

/** Scores of the rows and of what a score is worth, at both thresholds. */
const figuresOf = async (real: Table, rows: Table, { console, signal }: DemoContext) => {
  const score = (correlation: number, association: number) =>
    watched(console, (onProgress) =>
      evaluate(real, rows, {
        pairThresholds: { correlation, association },
        baselines: true,
        c2st: false,
        signal,
        onProgress,
      }),
    );
  const [every, strong] = [await score(0, 0), await score(0.5, 0.3)];
  const baseline = (name: 'independentColumns' | 'bootstrapRows'): Figures => ({
    overall: every.baselines?.[name]?.score ?? null,
    pairTrends: strong.baselines?.[name]?.columnPairTrends ?? null,
  });
  return {
    own: { overall: every.quality.score, pairTrends: strong.quality.columnPairTrends.score },
    independentColumns: baseline('independentColumns'),
    bootstrapRows: baseline('bootstrapRows'),
  };
};

/** Learns the rows that the Python package was measured on, and sets what it reaches beside this library. */
export const peerDemo = async (method: string, context: DemoContext): Promise<void> => {
  const { console, signal, out, seed, settings } = context;
  const model = methods.create(method, { ...settings, seed });
  await mkdir(out, { recursive: true });
  const real = await readCsv(trainFile, { signal });
  console.message(`Read ${real.rows.toLocaleString('en')} real rows × ${real.names.length} columns.`);
  const report = await watched(console, (onProgress) => model.fit(real, { signal, onProgress }));
  console.message(`${fitSummary(report)}\n`);

  const rows = await watched(console, (onProgress) => model.sample(real.rows, { signal, onProgress }).toTable());
  const { own, independentColumns, bootstrapRows } = await figuresOf(real, rows, context);
  const count = rows.rows.toLocaleString('en');
  await console.result(
    [
      `SDMetrics' quality of ${count} synthetic rows against the ${count} real ones they were learned from:`,
      '',
      figuresTable([
        [`${method}, this model (seed ${seed}, ${String(model.options.epochs)} epochs)`, own],
        [`${names[method]} in Python (SDV 2.0.0, seed 0, 300 epochs)`, peerFigures[method]!],
        ['columns drawn independently of each other', independentColumns],
        ['real rows drawn again', bootstrapRows],
      ]),
      '',
      'A score is worth what it is above independent columns, which know nothing of how columns go together. One seed says',
      'little: figures of other seeds differ by some hundredths.',
    ].join('\n'),
  );
  const csv = join(out, 'synthetic.csv');
  await writeCsv(rows, csv, { signal });
  await save(model, join(out, 'model.cvd'));
  model.dispose();
  await console.result(['', `  CSV file  ${csv}`, `  model     ${join(out, 'model.cvd')}`, whatNext(out)].join('\n'));
};
