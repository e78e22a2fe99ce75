import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { describeKafka, sharedBroker } from '../../packages/kafka-sink/test/support/broker.js';
import { bePatient } from '../support/faults/be-patient.js';
import { SESSION_MS } from '../support/faults/consume-here.js';
import { testFolder } from '../support/faults/folder.js';
import { expectSameMultiset } from '../support/faults/multiset.js';
import { placeOn } from '../support/faults/place.js';
import { catchUp, killConsumers, type ProcessSetup, startConsumer } from '../support/faults/start-consumer.js';
import { rowsOnDisk } from '../support/faults/tables.js';

const ROWS = 3000;

bePatient();

describeKafka('a consumer that is killed (-9)', () => {
  const file = testFolder();
  let brokers: string[];
  beforeAll(async () => {
    ({ brokers } = await sharedBroker());
  });
  afterEach(killConsumers);

  const begin = async (name: string) => {
    const place = await placeOn(brokers, name, 2);
    await place.send(ROWS);
    const { topic, groupId } = place;
    const path = file(`${name}.db`);
    const setup: ProcessSetup = {
      ...{ brokers, topic, groupId, duckdb: { path, table: 'rows' } },
      ...{ batchRows: 100, maxBatchRows: 100, sessionTimeoutMs: SESSION_MS },
    };
    return { setup, path, place };
  };

  it('between the write and the commit: what comes twice lands once', async () => {
    const { setup, path, place } = await begin('between');
    for (const killAfterWrites of [1, 4]) {
      const consumer = startConsumer({ ...setup, killAfterWrites });
      expect(await consumer.ended).toMatchObject({ code: null, report: null });
      const landed = (await rowsOnDisk(path)).length;
      expect(landed).toBeGreaterThan(await place.committed()); // there is something to come twice
      expect(landed).toBeLessThan(ROWS);
    }
    const report = await catchUp(setup);
    expect(report.refused).toBeGreaterThanOrEqual(100);
    expect(await place.committed()).toBe(ROWS);
    expectSameMultiset(await rowsOnDisk(path), place.produced());
  });

  it('at random moments: nothing is lost, nothing lands twice', async () => {
    const { setup, path, place } = await begin('random');
    for (let round = 0; round < 2; round++) {
      const consumer = startConsumer({ ...setup, pauseMs: 30 });
      await consumer.told('batch', 1 + Math.floor(Math.random() * 3));
      await sleep(Math.random() * 60);
      consumer.child.kill('SIGKILL');
      expect(await consumer.ended).toMatchObject({ code: null, report: null });
    }
    await catchUp(setup);
    expect(await place.committed()).toBe(ROWS);
    expectSameMultiset(await rowsOnDisk(path), place.produced());
  });
});
