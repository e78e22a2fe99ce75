// What kafkajs alone does with the same rows: made, encoded and held as text beforehand, without headers. Prints one JSON line.
// usage: bare-publish.mjs BROKER TOPIC ROWS BATCH_ROWS
import { createRequire } from 'node:module';
import { fittedModel, startClock } from './place.mjs';

// kafkajs is a dependency of the package, not of the workspace.
const { Kafka, logLevel } = createRequire(import.meta.resolve('@cvd/kafka-sink'))('kafkajs');
const [broker, topic, ...numbers] = process.argv.slice(2);
const [rows, batchRows] = numbers.map(Number);
const { model } = await fittedModel();
const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING });
const admin = kafka.admin();
const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
await Promise.all([admin.connect(), producer.connect()]);

const send = async (name, values) => {
  for (let from = 0; from < values.length; from += batchRows) {
    const messages = values.slice(from, from + batchRows).map((value) => ({ value, partition: 0 }));
    await producer.send({ topic: name, acks: -1, messages });
  }
};
const valuesOf = async (count) => [...(await model.sample(count).toTable()).toRows()].map((row) => JSON.stringify(row));

await admin.createTopics({ waitForLeaders: true, topics: [{ topic: `${topic}-warm-up` }, { topic }] });
await send(`${topic}-warm-up`, await valuesOf(20_000));
const values = await valuesOf(rows);
const clock = startClock();
await send(topic, values);
console.log(JSON.stringify({ batchRows, ...clock(rows) }));
await Promise.all([admin.disconnect(), producer.disconnect()]);
