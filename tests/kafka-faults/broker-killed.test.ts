import { setTimeout as sleep } from 'node:timers/promises';
import { createRunId } from '@cvd/core';
import { duckdbSink } from '@cvd/duckdb-sink';
import { kafkaSink } from '@cvd/kafka-sink';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeKafka, startBroker, type TestBroker } from '../../packages/kafka-sink/test/support/broker.js';
import { uniqueGroup, uniqueTopic } from '../../packages/kafka-sink/test/support/topics.js';
import { bePatient } from '../support/faults/be-patient.js';
import { consumeHere } from '../support/faults/consume-here.js';
import { testFolder } from '../support/faults/folder.js';
import { expectSameMultiset } from '../support/faults/multiset.js';
import { placeOn } from '../support/faults/place.js';
import { FINGERPRINT, producedRows, range, runTable } from '../support/faults/rows.js';
import { sinkWith } from '../support/faults/sink-with.js';
import { rowsOnDisk } from '../support/faults/tables.js';

bePatient();

describeKafka(
  'a broker that is killed (-9) and restarted',
  () => {
    const file = testFolder();
    let broker: TestBroker;
    beforeAll(async () => {
      broker = await startBroker();
    });
    afterAll(() => broker?.stop());

    it('while a batch is written: its commit is lost, and its rows land once', async () => {
      const place = await placeOn([...broker.brokers], 'mid-batch', 2);
      await place.send(1500);
      const path = file('mid-batch.db');
      const kill = async (write: number): Promise<void> => {
        if (write === 3) await broker.kill();
      };
      const sink = sinkWith(duckdbSink({ path, table: 'rows' }), { before: kill });
      const { topic, groupId, brokers } = place;
      const consumer = consumeHere({ brokers, topic, groupId, sink });
      await consumer.until(() => consumer.told('batch').length >= 3);
      await sleep(300);
      await broker.restart();
      await place.send(500); // the log goes on, and so does the consumer
      await consumer.until(() => consumer.stats().written === 2000);
      await consumer.until(async () => (await place.committed()) === 2000);
      const { retries, rebalances, restarts } = await consumer.stop();
      expect(retries + rebalances + restarts).toBeGreaterThan(0); // it has met the trouble, one way or another
      expectSameMultiset(await rowsOnDisk(path), place.produced());
    });

    it('while rows are published and consumed at once', async () => {
      const brokers = [...broker.brokers];
      const [topic, groupId, runId] = [uniqueTopic('both'), uniqueGroup('both'), createRunId()];
      const sink = kafkaSink({ brokers, topic, partitions: 2, batchRows: 50 });
      await sink.open();
      const path = file('both.db');
      const consumer = consumeHere({ brokers, topic, groupId, sink: duckdbSink({ path, table: 'rows' }) });
      const write = (from: number) =>
        sink.write({ table: runTable({ from, rows: 500 }), runId, firstRow: from, fingerprint: FINGERPRINT });
      await write(0);
      const [interrupted] = [write(500), await sleep(Math.random() * 20), await broker.kill()];
      const begunMeanwhile = write(1000);
      await broker.restart();
      await Promise.all([interrupted, begunMeanwhile]);
      await write(1500);
      await sink.close();
      await consumer.until(() => consumer.stats().written === 2000);
      await consumer.until(() => consumer.stats().lag === 0);
      await consumer.stop();
      expectSameMultiset(await rowsOnDisk(path), producedRows(runId, range(0, 2000)));
    });
  },
  { ownBroker: true },
);
