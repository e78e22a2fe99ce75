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

const runClient = (client) =>
  withBroker(async (once) => ({
    client,
    publish: [500, 1000].map((batchRows) => once('publish', client, `rows-${batchRows}`, ROWS, batchRows, 1)),
    // The rows of a topic are enough for each of these; a group of its own reads it from the start.
    drain: DRAINS.map(([batchRows, maxBatchRows, rows]) => {
      once('publish', client, `drain-${batchRows}-${maxBatchRows}`, rows, 1000, 2);
      return once('drain', client, `drain-${batchRows}-${maxBatchRows}`, rows, batchRows, maxBatchRows);
    }),
    latency: [10, 1000].map((maxWaitMs) =>
      once('latency', client, `latency-${maxWaitMs}`, LATENCY_ROWS, 1000, 100, maxWaitMs),
    ),
  }));

const run = async ({ machine }) => {
  const bare = await withBroker((once) => once('bare-publish', 'bare', ROWS, 1000));
  const clients = [];
  for (const client of CLIENTS) clients.push(await runClient(client));
  keep('streaming', { machine, bare, clients });
};

const runSoak = async ({ machine }) => {
  const soaks = [];
  for (const client of CLIENTS)
    soaks.push(await withBroker((once) => once('soak', client, 'soak', SOAK_SECONDS, 2000)));
  keep('streaming-soak', { machine, soaks });
};

const soakLines = () => {
  const soak = kept('streaming-soak');
  if (!soak) return '';
  const lines = soak.soaks.map(({ client, looks, rows, written }) => {
    const at = (share) => looks[Math.round(share * (looks.length - 1))];
    const cells = [0.1, 0.5, 1].map((share) => `${megabytes(at(share).rssMB)} (${megabytes(at(share).heapMB)})`);
    return `| ${client} | ${thousands(written)} of ${thousands(rows)} | ${cells.join(' | ')} |`;
  });
  return `
Memory of a process that samples, publishes and lands 2,000 rows/s for ten minutes (\`pnpm bench streaming-soak\`): resident, and in brackets the heap after a collection.

| client | rows landed | after 1 minute | 5 | 10 |
| --- | --- | --- | --- | --- |
${lines.join('\n')}
`;
};

const section = () => {
  const result = kept('streaming');
  if (!result) return null;
  const { bare, clients, machine } = result;
  const publish = clients.flatMap((of) =>
    of.publish.map(
      ({ client, batchRows, rowsPerSecond, microsecondsPerRow }) =>
        `| ${client} | ${batchRows} | ${thousands(rowsPerSecond)} | ${microsecondsPerRow.toFixed(1)} | ${(rowsPerSecond / bare.rowsPerSecond).toFixed(2)} × |`,
    ),
  );
  const drain = clients.flatMap((of) =>
    of.drain.map(
      ({ client, batchRows, maxBatchRows, rowsOfABatch, rowsPerSecond, microsecondsPerRow }) =>
        `| ${client} | ${thousands(batchRows)} to ${thousands(maxBatchRows)} | ${thousands(rowsOfABatch)} | ${thousands(rowsPerSecond)} | ${microsecondsPerRow.toFixed(1)} |`,
    ),
  );
  const latency = clients.flatMap((of) =>
    of.latency.map(
      ({ client, batchRows, maxWaitMs, p50, p99 }) =>
        `| ${client} | ${batchRows} rows or ${thousands(maxWaitMs)} ms | ${milliseconds(p50)} | ${milliseconds(p99)} |`,
    ),
  );
  return `## Kafka and DuckDB: rows × 19 through a broker

\`pnpm bench streaming\` on ${machine.cpu}, ${machine.cores} cores, Node ${machine.node.slice(1)}; the broker (Kafka 4.1.1) runs on the same cores. Each line is a process of its own.

From a copula into a topic of one partition, sampling, JSON and headers with each row's identity included; \`acks: -1\`, idempotent. Bare kafkajs, with text that was made beforehand and without
headers, made ${thousands(bare.rowsPerSecond)} rows/s (${bare.microsecondsPerRow.toFixed(1)} µs a row) with 1,000 a request.

| client | rows a request | rows/s | processor µs a row | of bare kafkajs |
| --- | --- | --- | --- | --- |
${publish.join('\n')}

From a topic of two partitions into DuckDB, once each: parsing, checks, one transaction a batch with its ledger entry, a commit of the offset behind it. Batches take what has piled up, from a least to a most number of rows.

| client | rows of a batch | on average | rows/s | processor µs a row |
| --- | --- | --- | --- | --- |
${drain.join('\n')}

From the row's handing over to the topic's sink until DuckDB has it, at 1,000 rows/s in writes of 10; a batch is landed with so many rows of a partition, or after so long.

| client | a batch is due with | p50 | p99 |
| --- | --- | --- | --- |
${latency.join('\n')}
${soakLines()}`;
};

export const streaming = { name: 'streaming', run, section };
export const streamingSoak = { name: 'streaming-soak', run: runSoak, section: () => null };
