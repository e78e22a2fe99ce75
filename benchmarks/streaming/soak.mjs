// Rows made, published and landed at a steady rate for a long time, all in one process whose memory is looked at. Prints one JSON line.
// usage: node --expose-gc soak.mjs BROKER CLIENT TOPIC SECONDS ROWS_PER_SECOND
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stream } from '@cvd/core';
import { duckdbSink } from '@cvd/duckdb-sink';
import { createConsumer, kafkaSink } from '@cvd/kafka-sink';
import { clientOf, fittedModel } from './place.mjs';

const [broker, client, topic, ...numbers] = process.argv.slice(2);
const [seconds, rate] = numbers.map(Number);
const LOOKS = 40;
const { model, metadata } = await fittedModel();
const connection = { brokers: [broker], topic, client: clientOf(client) };
const folder = await mkdtemp(join(tmpdir(), 'cvd-soak-'));
const consumer = createConsumer({
  ...{ ...connection, groupId: `soak-${crypto.randomUUID()}`, metadata, batchRows: 1000 },
  sink: duckdbSink({ path: join(folder, 'warehouse.db'), table: 'PATIENT_DATA' }),
});
const stopping = new AbortController();
const rows = seconds * rate;
const publishing = stream(model.sample(rows), kafkaSink({ ...connection, partitions: 2, rowsPerSecond: rate }), {
  batchRows: rate,
});
const running = consumer.run({ signal: stopping.signal });
const looks = [];
const began = performance.now();
while (looks.length < LOOKS) {
  await sleep((seconds * 1000) / LOOKS);
  globalThis.gc();
  const { rss, heapUsed, external } = process.memoryUsage();
  const [rssMB, heapMB, externalMB] = [rss, heapUsed, external].map((bytes) => bytes / 2 ** 20);
  looks.push({
    seconds: (performance.now() - began) / 1000,
    rssMB,
    heapMB,
    externalMB,
    written: consumer.stats().written,
  });
}
await publishing;
while (consumer.stats().written < rows) await sleep(100);
stopping.abort();
const { written } = await running;
await rm(folder, { recursive: true });
console.log(JSON.stringify({ client, rate, rows, written, looks }));
