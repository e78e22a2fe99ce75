// Rows through a Kafka topic into DuckDB, each once: node examples/kafka-to-duckdb/kafka-to-duckdb.mjs [FOLDER]
// KAFKA_BOOTSTRAP_SERVERS says where Kafka listens (localhost:9092 without it), KAFKA_TOPIC which topic to use.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { copula } from '@cvd/copula';
import { createRegistry, stream } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { duckdbSink, readDuckdb } from '@cvd/duckdb-sink';
import { connectionFromEnvironment, createConsumer, kafkaSink } from '@cvd/kafka-sink';

const folder = process.argv[2] ?? 'out';
await mkdir(folder, { recursive: true });
const kafka = connectionFromEnvironment();
const topic = process.env.KAFKA_TOPIC ?? 'cardiovascular-data';

const model = createRegistry(copula).create('copula', { seed: 7 });
await model.fit(await readCsv(fileURLToPath(new URL('../data/cvd_small.csv', import.meta.url))));

// To Kafka; the topic is made when it is not there. The run id names these rows from here to the table.
const { runId, rows } = await stream(model.sample(10_000), kafkaSink({ ...kafka, topic, partitions: 2 }));
console.log(`${rows} rows published, run ${runId}`);

// The first 5,000 once more, as after a crash that nobody knows the extent of: the same rows, and so the same identities.
await stream(model.sample(5_000), kafkaSink({ ...kafka, topic }), { runId });

// To the table. A real consumer has no end of its own: leave `untilCaughtUp` out and give `signal`.
const path = `${folder}/warehouse.db`;
const consumer = createConsumer({
  ...kafka,
  topic,
  groupId: 'cvd-example',
  sink: duckdbSink({ path, table: 'PATIENT_DATA' }),
  batchRows: 1000,
});
const report = await consumer.run({ untilCaughtUp: true });
console.log(`${report.written} rows written to ${path}, ${report.refused} refused as already there`);

const landed = await readDuckdb(path, 'PATIENT_DATA', { columns: ['_run_id', '_row_index'] });
const indices = new Set();
for (const row of landed.toRows()) if (row._run_id === runId) indices.add(row._row_index);
console.log(`${indices.size} different rows of the run in the table`);
