// Rows made at a steady rate, through a topic, into DuckDB: from the row's handing over to the sink of the topic until the warehouse says
// that it is durable. Both ends in one process, so that there is one clock. Prints one JSON line.
// usage: latency.mjs BROKER CLIENT TOPIC ROWS ROWS_PER_SECOND BATCH_ROWS MAX_WAIT_MS
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRunId } from '@cvd/core';
import { duckdbSink } from '@cvd/duckdb-sink';
import { createConsumer, kafkaSink } from '@cvd/kafka-sink';
import { clientOf, fittedModel } from './place.mjs';

const [broker, client, topic, ...numbers] = process.argv.slice(2);
const [rows, rate, batchRows, maxWaitMs] = numbers.map(Number);
const WRITE_ROWS = rate / 100; // a hundred writes a second
const { model, metadata } = await fittedModel();
const connection = { brokers: [broker], topic, client: clientOf(client) };
const folder = await mkdtemp(join(tmpdir(), 'cvd-latency-'));
const sent = new Float64Array(rows);
const latencies = [];
const warehouse = duckdbSink({ path: join(folder, 'warehouse.db'), table: 'PATIENT_DATA' });
const consumer = createConsumer({
  ...{ ...connection, groupId: `latency-${crypto.randomUUID()}`, metadata, batchRows, maxWaitMs },
  sink: {
    ...warehouse,
    async write(batch, options) {
      const receipt = await warehouse.write(batch, options);
      const now = performance.now();
      for (const index of batch.rowIndices) latencies.push(now - sent[index]);
      return receipt;
    },
  },
});

const sink = kafkaSink({ ...connection, partitions: 2, batchRows: WRITE_ROWS });
await sink.open();
const stopping = new AbortController();
const running = consumer.run({ signal: stopping.signal });
while (consumer.stats().partitions.length === 0) await sleep(20);

const [runId, { fingerprint }] = [createRunId(), model.sample(rows)];
const started = performance.now();
let at = 0;
const writes = [];
for await (const table of (await model.sample(rows).toTable()).batches(WRITE_ROWS)) {
  await sleep(Math.max(0, started + (1000 * at) / rate - performance.now()));
  sent.fill(performance.now(), at, at + table.rows);
  writes.push(sink.write({ table, runId, firstRow: at, fingerprint }));
  at += table.rows;
}
await Promise.all(writes);
while (latencies.length < rows) await sleep(20);
stopping.abort();
await Promise.all([running, sink.close()]);
await rm(folder, { recursive: true });

const settled = Float64Array.from(latencies)
  .subarray(rows / 10)
  .sort(); // without the first tenth, in which code is compiled
const quantile = (q) => settled[Math.min(settled.length - 1, Math.floor(q * settled.length))];
console.log(JSON.stringify({ client, rows, rate, batchRows, maxWaitMs, p50: quantile(0.5), p99: quantile(0.99) }));
