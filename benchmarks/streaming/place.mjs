// What every measurement of streaming begins with.
import { copula } from '@cvd/copula';
import { createRegistry } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { kafkajsClient, platformaticClient } from '@cvd/kafka-sink';

/** A copula of the CVD table, and the metadata of its rows: 19 columns, about 400 bytes of JSON a row. */
export const fittedModel = async () => {
  const model = createRegistry(copula).create('copula', { seed: 0 });
  const { metadata } = await model.fit(
    await readCsv(new URL('../../examples/data/cvd_small.csv', import.meta.url).pathname),
  );
  return { model, metadata };
};

const clients = { kafkajs: kafkajsClient, platformatic: platformaticClient };

/** @param {keyof typeof clients} name */
export const clientOf = (name) => clients[name];

/** Seconds and processor microseconds a row since it was called. */
export const startClock = () => {
  const started = performance.now();
  const before = process.cpuUsage();
  return (rows) => {
    const seconds = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(before);
    return {
      rows,
      rowsPerSecond: rows / seconds,
      microsecondsPerRow: (user + system) / rows,
      peakMB: process.resourceUsage().maxRSS / 1024,
    };
  };
};
