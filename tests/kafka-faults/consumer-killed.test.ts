import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRunId } from '@cvd/core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeKafka, sharedBroker } from '../../packages/kafka-sink/test/support/broker.js';
import {
  committedOffsets,
  createTopic,
  produceRaw,
  uniqueGroup,
  uniqueTopic,
} from '../../packages/kafka-sink/test/support/topics.js';
import { expectSameMultiset } from '../support/faults/multiset.js';
import { producedRows, range, runMessages } from '../support/faults/rows.js';
import { catchUp, killConsumers, type ProcessSetup, startConsumer } from '../support/faults/start-consumer.js';
import { rowsOnDisk } from '../support/faults/tables.js';

const folder = mkdtempSync(join(tmpdir(), 'cvd-faults-'));
const ROWS = 3000;
const PARTITIONS = 2;

describeKafka('a consumer that is killed (-9)', () => {
  let brokers: string[];
  beforeAll(async () => {
    ({ brokers } = await sharedBroker());
  });
  afterEach(killConsumers);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const begin = async (name: string) => {
    const [topic, groupId, runId] = [uniqueTopic(name), uniqueGroup(name), createRunId()];
    const path = join(folder, `${name}.db`);
    await createTopic(brokers, topic, PARTITIONS);
    await produceRaw(brokers, topic, runMessages({ runId, rows: ROWS, partitions: PARTITIONS }));
    const setup: ProcessSetup = {
      brokers,
      topic,
      groupId,
      duckdb: { path, table: 'rows' },
      batchRows: 100,
      maxBatchRows: 100,
      sessionTimeoutMs: 3000,
    };
    const committed = async (): Promise<number> =>
      [...(await committedOffsets(brokers, groupId, topic)).values()].reduce((sum, at) => sum + Number(at), 0);
    return { setup, path, committed, produced: producedRows(runId, range(0, ROWS)) };
  };

  it('between the write and the commit, again and again: what comes twice lands once', async () => {
    const { setup, path, committed, produced } = await begin('between');
    for (const killAfterWrites of [1, 4, 7]) {
      const consumer = startConsumer({ ...setup, killAfterWrites });
      expect(await consumer.ended).toMatchObject({ code: null, report: null });
      const landed = (await rowsOnDisk(path)).length;
      expect(landed).toBeGreaterThan(await committed()); // there is something to come twice
      expect(landed).toBeLessThan(ROWS);
    }
    const report = await catchUp(setup);
    expect(report.refused).toBeGreaterThanOrEqual(100);
    expect(await committed()).toBe(ROWS);
    expectSameMultiset(await rowsOnDisk(path), produced);
  });

  it('at random moments', async () => {
    const { setup, path, committed, produced } = await begin('random');
    for (let round = 0; round < 3; round++) {
      const consumer = startConsumer({ ...setup, pauseMs: 20 });
      await consumer.told('assigned');
      await sleep(Math.random() * 300);
      consumer.child.kill('SIGKILL');
      expect(await consumer.ended).toMatchObject({ code: null, report: null });
    }
    await catchUp(setup);
    expect(await committed()).toBe(ROWS);
    expectSameMultiset(await rowsOnDisk(path), produced);
  });
});
