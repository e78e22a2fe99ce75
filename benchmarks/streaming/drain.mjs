// What stands in a topic into DuckDB, in a fresh process. Prints one JSON line.
// usage: drain.mjs BROKER CLIENT TOPIC ROWS BATCH_ROWS MAX_BATCH_ROWS
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckdbSink } from '@cvd/duckdb-sink';
import { createConsumer } from '@cvd/kafka-sink';
import { clientOf, fittedModel, startClock } from './place.mjs';

const [broker, client, topic, ...numbers] = process.argv.slice(2);
const [rows, batchRows, maxBatchRows] = numbers.map(Number);
const { metadata } = await fittedModel();
const folder = await mkdtemp(join(tmpdir(), 'cvd-drain-'));
let clock = startClock();
let first = true;
const consumer = createConsumer({
  ...{ brokers: [broker], topic, groupId: `drain-${crypto.randomUUID()}`, client: clientOf(client), metadata },
  ...{ batchRows, maxBatchRows },
  sink: duckdbSink({ path: join(folder, 'warehouse.db'), table: 'PATIENT_DATA' }),
  onEvent: ({ type }) => {
    if (type !== 'assigned' || !first) return;
    first = false;
    clock = startClock(); // joining a group takes as long as the broker makes it
  },
});
const { written, batches } = await consumer.run({ untilCaughtUp: true });
const result = clock(rows);
await rm(folder, { recursive: true });
if (written !== rows) throw new Error(`${written} of ${rows} rows were landed`);
console.log(JSON.stringify({ client, batchRows, maxBatchRows, rowsOfABatch: rows / batches, ...result }));
