import { fileURLToPath } from 'node:url';
import { measure } from '../lib/child.mjs';
import { keep, kept } from '../lib/results.mjs';

const script = fileURLToPath(new URL('write.mjs', import.meta.url));
const cases = [
  [20_000, 100],
  [100_000, 1_000],
  [300_000, 10_000],
];

const run = async ({ machine }) => {
  const writes = cases.map(([rows, batch]) => measure(process.execPath, [script, String(rows), String(batch)]));
  keep('duckdb-speed', { machine, writes });
};

const section = () => {
  const result = kept('duckdb-speed');
  if (!result) return null;
  const lines = result.writes.map(
    ({ rows, batchRows, rowsPerSecond }) =>
      `| ${batchRows.toLocaleString('en')} | ${rows.toLocaleString('en')} | ${Math.round(rowsPerSecond).toLocaleString('en')} |`,
  );
  return `## DuckDB: landing rows × 19, each batch a transaction with its ledger entry

\`pnpm bench duckdb-speed\`; rows made beforehand, opening and closing the file included.

| rows a batch | rows | rows/s |
| --- | --- | --- |
${lines.join('\n')}
`;
};

export const duckdbSpeed = { name: 'duckdb-speed', run, section };
