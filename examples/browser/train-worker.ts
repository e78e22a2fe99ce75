// Everything that takes long: a Worker of the page's own, so that the fit itself runs inline in it. (Left alone, a fit
// starts a Worker by itself, which needs the packages as modules of their own; a bundler makes one file of them.)
import { CvdError, createRegistry, formatCsv, parseCsv } from '@cvd/core';
import { ctgan } from '@cvd/ctgan';
import type { FromWorker, ToWorker } from './messages.js';

const PREVIEW_ROWS = 20;

const methods = createRegistry(ctgan);
const post = (message: FromWorker): void => self.postMessage(message);
let controller: AbortController | null = null;

const train = async ({ csv, options, rows }: Extract<ToWorker, { type: 'train' }>, signal: AbortSignal) => {
  const started = performance.now();
  const model = methods.create('ctgan', options);
  const report = await model.fit(parseCsv(csv), {
    execution: 'inline',
    signal,
    onProgress: (progress) => post({ type: 'progress', progress }),
  });
  const table = await model.sample(rows, { execution: 'inline', signal }).toTable();
  model.dispose();
  const shown = table.slice(0, PREVIEW_ROWS);
  post({
    type: 'made',
    csv: formatCsv(table),
    names: table.names,
    preview: Array.from({ length: shown.rows }, (_, row) =>
      table.names.map((name) => String(shown.at(row, name) ?? '')),
    ),
    rows: table.rows,
    seconds: (performance.now() - started) / 1000,
    warnings: report.warnings.map(({ message }) => message),
  });
};

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'stop') return controller?.abort();
  controller = new AbortController();
  try {
    await train(data, controller.signal);
  } catch (error) {
    if (CvdError.isInstance(error) && error.code === 'CVD_ABORTED') post({ type: 'stopped' });
    else post({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
};
