// Rows of a Kafka topic into Snowflake until interrupted: node examples/kafka-to-snowflake/kafka-to-snowflake.mjs [--until-caught-up]
// Everything about the places is in the environment: KAFKA_BOOTSTRAP_SERVERS, KAFKA_TOPIC; SNOWFLAKE_ACCOUNT, _USER, _PASSWORD
// (or _PRIVATE_KEY_PATH), _WAREHOUSE, _DATABASE, _SCHEMA, _TABLE.
import { connectionFromEnvironment, createConsumer } from '@cvd/kafka-sink';
import { snowflakeOptionsFromEnvironment, snowflakeSink } from '@cvd/snowflake-sink';

const missing = ['ACCOUNT', 'USER', 'WAREHOUSE'].filter((name) => !process.env[`SNOWFLAKE_${name}`]);
if (missing.length > 0) {
  console.error(`Set ${missing.map((name) => `SNOWFLAKE_${name}`).join(', ')} and a password or key; see the README.`);
  process.exit(2);
}

const sink = snowflakeSink({
  database: 'CARDIOVASCULAR_DB',
  schema: 'SYNTHETIC_DATA',
  table: 'PATIENT_DATA',
  ...snowflakeOptionsFromEnvironment(),
});

// Each batch is one MERGE, which wakes the warehouse and waits for the table's lock: few and large ones, and no more than four
// such consumers for one table.
const consumer = createConsumer({
  ...connectionFromEnvironment(),
  topic: process.env.KAFKA_TOPIC ?? 'cardiovascular-data',
  groupId: 'cvd-snowflake',
  sink,
  batchRows: 10_000,
  maxWaitMs: 10_000,
  onEvent: (event) => {
    if (event.type === 'batch') console.log(`${event.written} rows written, ${event.refused} refused`);
    if (event.type === 'retry') console.log(`again in ${event.delayMs} ms: ${event.error.message}`);
    if (event.type === 'dead-letter') console.log(`dead letter: ${event.message}`);
  },
});

// On a signal the batches in hand are landed and committed; then `run` settles.
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());
const untilCaughtUp = process.argv.includes('--until-caught-up');
const report = await consumer.run({ signal: stop.signal, untilCaughtUp });
console.log(`${report.written} rows written in ${report.batches} batches, ${report.refused} refused as already there`);
