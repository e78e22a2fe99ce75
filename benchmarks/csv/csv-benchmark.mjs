import { fileURLToPath } from 'node:url';
import { measure } from '../lib/child.mjs';
import { cvdLarge } from '../lib/data.mjs';
import { dataHash, keep, kept } from '../lib/results.mjs';

const script = fileURLToPath(new URL('read.mjs', import.meta.url));

const run = async ({ machine }) => {
  const path = await cvdLarge();
  const readers = ['ours', 'csv-parse'].map((reader) => measure(process.execPath, [script, path, reader]));
  keep('csv-speed', { machine, data: dataHash(path), readers });
};

const section = () => {
  const result = kept('csv-speed');
  if (!result) return null;
  const [ours, peer] = result.readers;
  const rows = result.readers.map(({ reader, rowsPerSecond, runs, peakMB }) => {
    const rate = (value) => Math.round(value).toLocaleString('en');
    return `| ${reader} | ${rate(rowsPerSecond)} (${rate(runs[0])} … ${rate(runs.at(-1))}) | ${Math.round(peakMB)} MB |`;
  });
  return `## CSV: reading 308,854 × 19 into typed columns

\`pnpm bench csv-speed\`, one thread, median of three readings in one process (lowest … highest); wanted: at least 250,000 rows/s, aim 500,000. Ratio to csv-parse:
**${(ours.rowsPerSecond / peer.rowsPerSecond).toFixed(1)} ×**.

| reader | rows/s | peak memory |
| --- | --- | --- |
${rows.join('\n')}
`;
};

export const csvSpeed = { name: 'csv-speed', run, section };
