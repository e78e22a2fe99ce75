import type { Progress } from '@cvd/core';
import { createLossCurve } from './loss-curve.js';
import type { FromWorker, ToWorker } from './messages.js';

const byId = <T extends Element = HTMLElement>(id: string): T => document.querySelector<T>(`#${id}`)!;
const numberIn = (id: string): number => byId<HTMLInputElement>(id).valueAsNumber;

const example = new URL('../data/cvd_small.csv', import.meta.url);
const worker = new Worker(new URL('./train-worker.ts', import.meta.url), { type: 'module' });
const curve = createLossCurve(byId<SVGElement>('losses'), byId('legend'));
let download: string | null = null;

byId('isolation').hidden = crossOriginIsolated;

const say = (status: string): void => {
  byId('status').textContent = status;
};

const working = (yes: boolean): void => {
  byId<HTMLButtonElement>('train').disabled = yes;
  byId<HTMLButtonElement>('stop').disabled = !yes;
};

const ask = (message: ToWorker): void => worker.postMessage(message);

/** The file chosen, else the example. */
const readTable = async (): Promise<string> => {
  const file = byId<HTMLInputElement>('file').files?.[0];
  return file ? file.text() : (await fetch(example)).text();
};

const train = async (): Promise<void> => {
  working(true);
  byId('made').hidden = true;
  byId('warnings').hidden = true;
  curve.clear();
  say('Reading the table …');
  const width = Number(byId<HTMLSelectElement>('width').value);
  const options = {
    epochs: numberIn('epochs'),
    seed: numberIn('seed'),
    embeddingDim: width,
    generatorDim: [width, width],
    discriminatorDim: [width, width],
  };
  try {
    ask({ type: 'train', csv: await readTable(), options, rows: numberIn('rows') });
  } catch (error) {
    working(false);
    say(`The table could not be read: ${error instanceof Error ? error.message : error}`);
  }
};

const showProgress = ({ phase, fraction, epoch, step, losses, secondsLeft }: Progress): void => {
  byId<HTMLProgressElement>('progress').value = fraction;
  const parts = [phase];
  if (epoch !== undefined) parts.push(`epoch ${epoch}`);
  if (secondsLeft !== undefined) parts.push(`${Math.ceil(secondsLeft)} s left`);
  say(parts.join(', '));
  if (step !== undefined && losses) curve.add(step, losses);
};

const row = (cells: readonly string[], kind: 'th' | 'td'): HTMLTableRowElement => {
  const made = document.createElement('tr');
  for (const text of cells) made.append(Object.assign(document.createElement(kind), { textContent: text }));
  return made;
};

const showRows = ({ csv, names, preview, rows, seconds, warnings }: Extract<FromWorker, { type: 'made' }>): void => {
  byId<HTMLProgressElement>('progress').value = 1;
  say(`Done: ${rows.toLocaleString('en')} rows made, ${seconds.toFixed(1)} s in all.`);
  if (download) URL.revokeObjectURL(download);
  download = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
  byId<HTMLAnchorElement>('download').href = download;
  byId('count').textContent = rows.toLocaleString('en');
  byId('table').replaceChildren(row(names, 'th'), ...preview.map((cells) => row(cells, 'td')));
  byId('made').hidden = false;
  byId('warnings').replaceChildren(
    ...warnings.map((message) => Object.assign(document.createElement('li'), { textContent: message })),
  );
  byId('warnings').hidden = warnings.length === 0;
};

worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
  if (data.type === 'progress') return showProgress(data.progress);
  working(false);
  if (data.type === 'made') showRows(data);
  else if (data.type === 'stopped') say('Stopped.');
  else say(`Failed: ${data.message}`);
};
worker.onerror = ({ message }) => {
  working(false);
  say(`Failed: ${message ?? 'the worker could not be loaded'}`);
};

byId('settings').addEventListener('submit', (event) => {
  event.preventDefault();
  void train();
});
byId('stop').addEventListener('click', () => ask({ type: 'stop' }));
