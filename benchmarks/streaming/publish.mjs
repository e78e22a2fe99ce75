// Rows from a model into a topic, in a fresh process. Prints one JSON line.
// usage: publish.mjs BROKER CLIENT TOPIC ROWS BATCH_ROWS PARTITIONS
import { stream } from '@cvd/core';
import { kafkaSink } from '@cvd/kafka-sink';
import { clientOf, fittedModel, startClock } from './place.mjs';

const [broker, client, topic, ...numbers] = process.argv.slice(2);
const [rows, batchRows, partitions] = numbers.map(Number);
const { model } = await fittedModel();
const sink = (name) => kafkaSink({ brokers: [broker], topic: name, client: clientOf(client), batchRows, partitions });

await stream(model.sample(20_000), sink(`${topic}-warm-up`)); // compiles what is measured
const clock = startClock();
const { written } = await stream(model.sample(rows), sink(topic));
if (written !== rows) throw new Error(`${written} of ${rows} rows were published`);
console.log(JSON.stringify({ client, batchRows, partitions, ...clock(rows) }));
