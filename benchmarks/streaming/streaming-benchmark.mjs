// Rows through a broker on this machine: into a topic, out of it into DuckDB, the time between, and memory over ten minutes.
import { fileURLToPath } from 'node:url';
import { startBroker } from '../../scripts/kafka/broker.mjs';
import { measure } from '../lib/child.mjs';
import { megabytes, milliseconds, thousands } from '../lib/format.mjs';
import { keep, kept } from '../lib/results.mjs';
import { tiny } from '../lib/tiny.mjs';

const script = (name) => fileURLToPath(new URL(name, import.meta.url));
const CLIENTS = ['kafkajs', 'platformatic'];
const ROWS = tiny ? 2000 : 200_000;
const LATENCY_ROWS = tiny ? 1000 : 60_000;
const SOAK_SECONDS = tiny ? 4 : 600;
/** Rows of a batch: at least, and as many as have piled up; and how many rows are drained so. */
const DRAINS = [
  [100, 100, ROWS / 4],
  [100, 1000, ROWS],
  [1000, 1000, ROWS],
  [1000, 10_000, ROWS],
];

/** Runs a script against a broker of its own: what others have left in a broker's memory is not measured. */
const withBroker = async (work) => {
  const broker = await startBroker({ javaOptions: ['-Xmx512m'] });
  try {
    return await work((name, ...args) => {
      console.log(`  ${name} ${args.join(' ')}`);
      return measure(process.execPath, ['--expose-gc', script(`${name}.mjs`), broker.brokers[0], ...args.map(String)]);
    });
  } finally {
    await broker.stop();
  }
};

/** What each client makes of it, as one list. */
const withClients = async (work) => {
  const results = [];
  for (const client of CLIENTS) results.push(...(await withBroker((once) => work(once, client))));
  return results;
};

const runPublish = async ({ machine }) => {
  const bare = await withBroker((once) => once('bare-publish', 'bare', ROWS, 1000));
  const publish = await withClients((once, client) =>
    [500, 1000].map((batchRows) => once('publish', client, `rows-${batchRows}`, ROWS, batchRows, 1)),
  );
  keep('streaming-publish', { machine, bare, publish });
};

const runDrain = async ({ machine }) => {
  const drain = await withClients((once, client) =>
    DRAINS.map(([batchRows, maxBatchRows, rows]) => {
      const topic = `drain-${batchRows}-${maxBatchRows}`;
      once('publish', client, topic, rows, 1000, 2);
      return once('drain', client, topic, rows, batchRows, maxBatchRows);
    }),
  );
  keep('streaming-drain', { machine, drain });
};

const runLatency = async ({ machine }) => {
  const latency = await withClients((once, client) =>
    [10, 1000].map((maxWaitMs) => once('latency', client, `latency-${maxWaitMs}`, LATENCY_ROWS, 1000, 100, maxWaitMs)),
  );
  keep('streaming-latency', { machine, latency });
};

const runSoak = async ({ machine }) => {
  const soaks = [];
  for (const client of CLIENTS)
    soaks.push(await withBroker((once) => once('soak', client, 'soak', SOAK_SECONDS, 2000)));
  keep('streaming-soak', { machine, soaks });
};

const publishSection = () => {
  const result = kept('streaming-publish');
  if (!result) return null;
  const { bare, publish, machine } = result;
  const lines = publish.map(
    ({ client, batchRows, rowsPerSecond, microsecondsPerRow }) =>
      `| ${client} | ${batchRows} | ${thousands(rowsPerSecond)} | ${microsecondsPerRow.toFixed(1)} | ${(rowsPerSecond / bare.rowsPerSecond).toFixed(2)} × |`,
  );
  return `## Kafka: from a copula into a topic, rows × 19

\`pnpm bench streaming-publish\` on ${machine.cpu}, ${machine.cores} cores, Node ${machine.node.slice(1)}; the broker (Kafka 4.1.1) runs on the same cores, here and in the next sections. One partition; sampling,
JSON and headers with each row's identity included; \`acks: -1\`, idempotent. Bare kafkajs, with text that was made beforehand and without headers, made ${thousands(bare.rowsPerSecond)} rows/s
(${bare.microsecondsPerRow.toFixed(1)} µs a row) with 1,000 a request. Wanted: 30,000 rows/s through kafkajs (aim 80,000), 80,000 through @platformatic/kafka.

| client | rows a request | rows/s | processor µs a row | of bare kafkajs |
| --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
};

const drainSection = () => {
  const result = kept('streaming-drain');
  if (!result) return null;
  const lines = result.drain.map(
    ({ client, batchRows, maxBatchRows, rowsOfABatch, rowsPerSecond, microsecondsPerRow }) =>
      `| ${client} | ${thousands(batchRows)} to ${thousands(maxBatchRows)} | ${thousands(rowsOfABatch)} | ${thousands(rowsPerSecond)} | ${microsecondsPerRow.toFixed(1)} |`,
  );
  return `## Kafka: from a topic into DuckDB, each row once

\`pnpm bench streaming-drain\`. Two partitions; parsing, checks, one transaction a batch with its ledger entry, a commit of the offset behind it. Batches take what has piled up, from a least to a most number of
rows; the most is ten times the least unless it is said. Wanted: 40,000 rows/s with batches of 1,000, 7,000 with 100.

| client | rows of a batch | on average | rows/s | processor µs a row |
| --- | --- | --- | --- | --- |
${lines.join('\n')}

Where the time goes, of 25 to 30 µs a row on the JavaScript thread, which is what is busy: kafkajs's decoding 5.6, JSON 3.6, the columns 2 to 3, DuckDB's appender 5.4 (3 of them in its flush), the collection of garbage 3. A
batch of 1,000 that takes no more than 1,000 costs another 5 to 10 for its transaction and its statements, so exactly 1,000 rows a batch stay below the 40,000; what has piled up is not.
`;
};

const latencySection = () => {
  const result = kept('streaming-latency');
  if (!result) return null;
  const lines = result.latency.map(
    ({ client, batchRows, maxWaitMs, p50, p99 }) =>
      `| ${client} | ${batchRows} rows or ${thousands(maxWaitMs)} ms | ${milliseconds(p50)} | ${milliseconds(p99)} |`,
  );
  return `## Kafka: from a row's handing over until DuckDB has it

\`pnpm bench streaming-latency\`: 1,000 rows/s in writes of 10, for a minute; a batch is landed with so many rows of a partition, or after so long.

| client | a batch is due with | p50 | p99 |
| --- | --- | --- | --- |
${lines.join('\n')}
`;
};

const soakSection = () => {
  const soak = kept('streaming-soak');
  if (!soak) return null;
  const lines = soak.soaks.map(({ client, looks, rows, written }) => {
    const at = (share) => looks[Math.round(share * (looks.length - 1))];
    const cells = [0.1, 0.5, 1].map((share) => `${megabytes(at(share).rssMB)} (${megabytes(at(share).heapMB)})`);
    return `| ${client} | ${thousands(written)} of ${thousands(rows)} | ${cells.join(' | ')} |`;
  });
  return `## Kafka: memory over ten minutes

\`pnpm bench streaming-soak\`: one process that samples, publishes and lands 2,000 rows/s. Resident memory, and in brackets the heap after a collection. DuckDB holds what it has not checkpointed, up to 128 MB of its log.

| client | rows landed | after 1 minute | 5 | 10 |
| --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
};

/** The first needs a minute, the second two, the third five, the last twenty. */
export const streaming = [
  { name: 'streaming-publish', run: runPublish, section: publishSection },
  { name: 'streaming-drain', run: runDrain, section: drainSection },
  { name: 'streaming-latency', run: runLatency, section: latencySection },
  { name: 'streaming-soak', run: runSoak, section: soakSection },
];
