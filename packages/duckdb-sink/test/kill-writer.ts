import { tableFromColumns } from '@cvd/core';
import { duckdbSink } from '../src/index.js';

/** Writes rows 0 … rows−1 of one run, telling the first row of each batch once it has settled. */
const [path, rows, batchRows] = [process.argv[2]!, Number(process.argv[3]), Number(process.argv[4])];
const sink = duckdbSink({ path, table: 'patients' });
await sink.open();
for (let firstRow = 0; firstRow < rows; firstRow += batchRows) {
  const indices = Float64Array.from({ length: batchRows }, (_, k) => firstRow + k);
  const table = tableFromColumns({
    i: indices,
    label: Array.from(indices, (i) => (i % 11 === 0 ? null : `label ${i % 7}`)),
  });
  const runId = '01890000-0000-7000-8000-000000000001';
  await sink.write({ table, runId, firstRow, fingerprint: '00112233aabbccdd' });
  process.stdout.write(`${firstRow}\n`);
}
await sink.close();
