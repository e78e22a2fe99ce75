// Lands rows in DuckDB through the sink, in a fresh process. Prints one JSON line.
// usage: write.mjs ROWS BATCH_ROWS
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copula } from '@cvd/copula';
import { createRegistry, stream } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { duckdbSink } from '@cvd/duckdb-sink';

const [rows, batchRows] = process.argv.slice(2).map(Number);
const model = createRegistry(copula).create('copula', { seed: 0 });
const { metadata } = await model.fit(
  await readCsv(new URL('../../examples/data/cvd_small.csv', import.meta.url).pathname),
);
const table = await model.sample(rows).toTable();

/** The rows as made already, so that only the sink is timed. */
const ready = {
  rows,
  start: 0,
  fingerprint: model.sample(rows).fingerprint,
  toTable: async () => table,
  async *[Symbol.asyncIterator]() {
    yield* table.batches(batchRows);
  },
};

const folder = await mkdtemp(join(tmpdir(), 'cvd-duckdb-'));
const started = performance.now();
const { written } = await stream(ready, duckdbSink({ path: join(folder, 'warehouse.db'), table: 'PATIENT_DATA' }), {
  metadata,
  batchRows,
});
const seconds = (performance.now() - started) / 1000;
await rm(folder, { recursive: true });
if (written !== rows) throw new Error(`${written} of ${rows} rows were written`);
console.log(
  JSON.stringify({ rows, batchRows, rowsPerSecond: rows / seconds, peakMB: process.resourceUsage().maxRSS / 1024 }),
);
