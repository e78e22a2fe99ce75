import { setTimeout as sleep } from 'node:timers/promises';
import { createRunId } from '@cvd/core';
import { duckdbSink } from '@cvd/duckdb-sink';
import { kafkaSink } from '@cvd/kafka-sink';
import { snowflakeSink } from '@cvd/snowflake-sink';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeKafka, startBroker, type TestBroker } from '../../packages/kafka-sink/test/support/broker.js';
import { uniqueGroup, uniqueTopic } from '../../packages/kafka-sink/test/support/topics.js';
import { startSnowflakeServer } from '../../packages/snowflake-sink/test/support/snowflake-server.js';
import { consumeHere, SESSION_MS } from '../support/faults/consume-here.js';
import { testFolder } from '../support/faults/folder.js';
import { expectSameMultiset } from '../support/faults/multiset.js';
import { placeOn } from '../support/faults/place.js';
import { FINGERPRINT, producedRows, range, runTable } from '../support/faults/rows.js';
import { catchUp, killConsumers, type ProcessSetup, startConsumer } from '../support/faults/start-consumer.js';
import { rowsInStandIn, rowsOnDisk } from '../support/faults/tables.js';
import { tellFigures } from '../support/faults/tell-figures.js';

const MINUTE = 60_000;

describeKafka(
  'the campaign of faults',
  () => {
    const file = testFolder();
    let broker: TestBroker;
    let brokers: string[];
    beforeAll(async () => {
      broker = await startBroker();
      brokers = [...broker.brokers];
    });
    afterEach(killConsumers);
    afterAll(() => broker?.stop());

    it(
      'a consumer killed (-9) 20 times at random moments',
      async () => {
        const place = await placeOn(brokers, 'kills', 4);
        const { topic, groupId } = place;
        const path = file('kills.db');
        const setup: ProcessSetup = {
          ...{ brokers, topic, groupId, duckdb: { path, table: 'rows' }, sessionTimeoutMs: SESSION_MS },
          ...{ batchRows: 100, maxBatchRows: 100, pauseMs: 30 },
        };
        let uncommitted = 0;
        let refused = 0;
        for (let round = 0; round < 20; round++) {
          await place.send(1000);
          const consumer = startConsumer(setup);
          await consumer.told('batch', 1 + Math.floor(Math.random() * 5));
          await sleep(Math.random() * 60);
          consumer.child.kill('SIGKILL');
          expect(await consumer.ended).toMatchObject({ code: null, report: null });
          for (const event of consumer.events) if (event.type === 'batch') refused += Number(event.refused);
          if ((await rowsOnDisk(path)).length > (await place.committed())) uncommitted++;
        }
        refused += (await catchUp(setup)).refused;
        expect(await place.committed()).toBe(20_000);
        expect(uncommitted).toBeGreaterThan(0); // some met the moment between the write and the commit
        expect(refused).toBeGreaterThan(0);
        expectSameMultiset(await rowsOnDisk(path), place.produced());
        tellFigures('consumer killed', {
          kills: 20,
          rows: 20_000,
          killsBetweenWriteAndCommit: uncommitted,
          refused,
        });
      },
      15 * MINUTE,
    );

    it(
      'a broker killed (-9) and restarted 5 times while rows are published and consumed',
      async () => {
        const [topic, groupId, runId] = [uniqueTopic('brokers'), uniqueGroup('brokers'), createRunId()];
        const path = file('brokers.db');
        const sink = kafkaSink({ brokers, topic, partitions: 4, batchRows: 100 });
        await sink.open();
        const consumer = consumeHere({ brokers, topic, groupId, sink: duckdbSink({ path, table: 'rows' }) });
        const rows = 20_000;
        let kills = 0;
        const killing = (async () => {
          for (; kills < 5; kills++) {
            await sleep(500 + Math.random() * 1500);
            await broker.kill();
            await sleep(Math.random() * 2000);
            await broker.restart();
          }
        })();
        for (let from = 0; from < rows || kills < 5; from += 500) {
          const table = runTable({ from: from % rows, rows: 500 }); // the run again and again until the killing is over
          await sink.write({ table, runId, firstRow: from % rows, fingerprint: FINGERPRINT });
          await sleep(50);
        }
        await killing;
        await sink.close();
        await consumer.until(() => consumer.stats().written === rows && consumer.stats().lag === 0);
        const { refused, restarts, retries } = await consumer.stop();
        expectSameMultiset(await rowsOnDisk(path), producedRows(runId, range(0, rows)));
        tellFigures('broker killed', { kills, rows, refused, restarts, retries });
      },
      15 * MINUTE,
    );

    it(
      'a warehouse down for 30 seconds',
      async () => {
        const server = await startSnowflakeServer();
        try {
          const place = await placeOn(brokers, 'outage', 2);
          const { topic, groupId } = place;
          await place.send(2000);
          const sink = snowflakeSink({
            ...{ ...server.options, table: 'ROWS', statementTimeoutMs: 5000, connectTimeoutMs: 2000 },
            retry: { attempts: 3, firstDelayMs: 100, maxDelayMs: 1000 }, // given up by the sink, and not by the consumer
          });
          const consumer = consumeHere({ brokers, topic, groupId, sink });
          await consumer.until(() => consumer.told('batch').length >= 2);
          await server.pause();
          await sleep(30_000);
          const waiting = place.committed();
          await server.resume();
          expect(await waiting).toBeLessThan(2000);
          await place.send(2000);
          await consumer.until(async () => (await place.committed()) === 4000);
          const { rebalances, restarts, retries } = await consumer.stop();
          expect({ rebalances, restarts }).toEqual({ rebalances: 0, restarts: 0 });
          expectSameMultiset(await rowsInStandIn(server, 'ROWS'), place.produced());
          tellFigures('warehouse down', { seconds: 30, rows: 4000, retries, rebalances });
        } finally {
          await server.stop();
        }
      },
      10 * MINUTE,
    );

    it(
      '1,000,000 rows that wait for a slow warehouse: memory does not grow with them',
      async () => {
        const [topic, groupId, runId] = [uniqueTopic('million'), uniqueGroup('million'), createRunId()];
        const rows = 1_000_000;
        const part = 50_000;
        const sink = kafkaSink({ brokers, topic, partitions: 2 });
        await sink.open();
        const produce = async (from: number, to: number): Promise<void> => {
          for (let at = from; at < to; at += 5000)
            await sink.write({
              table: runTable({ from: at, rows: 5000 }),
              runId,
              firstRow: at,
              fingerprint: FINGERPRINT,
            });
        };
        const path = file('million.db');
        const setup: ProcessSetup = {
          ...{ brokers, topic, groupId, duckdb: { path, table: 'rows' } },
          ...{ batchRows: 1000, maxBatchRows: 1000, pauseMs: 20 },
        };
        await produce(0, part);
        const few = (await catchUp(setup)) as unknown as { readonly peakRss: number };
        await produce(part, rows);
        await sink.close();
        const began = performance.now();
        const all = (await catchUp(setup)) as unknown as { readonly peakRss: number; readonly written: number };
        const seconds = (performance.now() - began) / 1000;
        expect(all.written).toBe(rows - part);
        // 950,000 rows as messages take some 1,000 MB; DuckDB holds what it has not checkpointed, up to a log of 128 MB.
        expect(all.peakRss - few.peakRss).toBeLessThan(400e6);
        for (let from = 0; from < rows; from += part) {
          const found = await rowsOnDisk(path, `_row_index >= ${from} AND _row_index < ${from + part}`);
          expectSameMultiset(found, producedRows(runId, range(from, from + part)));
        }
        expect(await rowsOnDisk(path, `_row_index >= ${rows} OR _run_id <> '${runId}'`)).toEqual([]);
        tellFigures('slow warehouse', {
          rows,
          rowsPerSecond: Math.round((rows - part) / seconds),
          peakRssOf50000: few.peakRss,
          peakRss: all.peakRss,
        });
      },
      30 * MINUTE,
    );
  },
  { ownBroker: true },
);
