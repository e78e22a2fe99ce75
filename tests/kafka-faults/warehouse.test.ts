import { setTimeout as sleep } from 'node:timers/promises';
import { snowflakeSink } from '@cvd/snowflake-sink';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeKafka, sharedBroker } from '../../packages/kafka-sink/test/support/broker.js';
import type { Fault } from '../../packages/snowflake-sink/test/support/faults.js';
import {
  type SnowflakeServer,
  startSnowflakeServer,
} from '../../packages/snowflake-sink/test/support/snowflake-server.js';
import { bePatient } from '../support/faults/be-patient.js';
import { consumeHere } from '../support/faults/consume-here.js';
import { expectSameMultiset } from '../support/faults/multiset.js';
import { placeOn } from '../support/faults/place.js';
import { rowsInStandIn } from '../support/faults/tables.js';

const ROWS = 1500;
const landing = /^(MERGE|INSERT) INTO .*"R\d+"/s;
const retry = { attempts: 4, firstDelayMs: 10, maxDelayMs: 100 };

bePatient();

describeKafka('a warehouse in trouble while a topic is drained into it', () => {
  let brokers: string[];
  let server: SnowflakeServer;
  let tables = 0;
  beforeAll(async () => {
    ({ brokers } = await sharedBroker());
    server = await startSnowflakeServer({ remembersRequests: false }); // identity alone has to do
  });
  afterAll(() => server?.stop());

  /** Drains a topic of two partitions, with trouble made once some batches have landed. */
  const drainUnder = async (trouble: () => unknown, writeMode: 'merge' | 'insert-not-exists' = 'merge') => {
    const place = await placeOn(brokers, 'warehouse', 2);
    const { topic, groupId } = place;
    const table = `R${++tables}`;
    await place.send(ROWS / 2);
    const sink = snowflakeSink({
      ...{ ...server.options, table, writeMode, retry },
      ...{ statementTimeoutMs: 10_000, connectTimeoutMs: 2000 },
    });
    const consumer = consumeHere({ brokers, topic, groupId, sink });
    await consumer.until(() => consumer.told('batch').length >= 2);
    await trouble();
    await place.send(ROWS / 2);
    await consumer.until(async () => (await place.committed()) === ROWS);
    const report = await consumer.stop();
    server.clearFaults();
    expectSameMultiset(await rowsInStandIn(server, table), place.produced());
    return report;
  };

  const injected = async (faults: readonly Fault[], writeMode?: 'merge' | 'insert-not-exists'): Promise<void> => {
    const before = server.faultsMet();
    await drainUnder(() => {
      for (const fault of faults) server.inject({ sql: landing, ...fault });
    }, writeMode);
    const times = faults.reduce((sum, fault) => sum + (fault.times ?? 1), 0);
    expect(server.faultsMet() - before, 'faults met').toBe(times);
  };

  it.each(['merge', 'insert-not-exists'] as const)(
    'sockets cut after it has executed the statement: the rows land once by %s',
    async (writeMode) => {
      await injected(
        [1, 4, 5].map((skip): Fault => ({ skip, action: { kind: 'drop', when: 'after' } })),
        writeMode,
      );
    },
  );

  it('statements that fail half way: cut, refused, cancelled, again and again', async () => {
    await injected([
      { action: { kind: 'error', code: '000603', sqlState: 'XX000' }, times: 2 },
      { skip: 3, action: { kind: 'drop', when: 'before' } },
      { skip: 4, action: { kind: 'error', code: '000625', sqlState: '57014' }, times: 6 }, // beyond the sink's own attempts
      { skip: 11, action: { kind: 'status', status: 503 } },
    ]);
  });

  it('sessions that end in the middle: tokens expired, sessions gone, also while a statement waits', async () => {
    const logins = server.sessions.counts().logins;
    await drainUnder(async () => {
      server.sessions.expire();
      await sleep(100);
      server.inject({ sql: landing, action: { kind: 'error', code: '390114' } });
      await sleep(100);
      server.inject({ sql: landing, action: { kind: 'wait', when: 'before', for: 300 } });
      await sleep(100);
      server.sessions.kill();
    });
    expect(server.sessions.counts().logins).toBeGreaterThan(logins + 1);
  });

  it('no answer at all for some seconds, twice: nothing is lost, and the member stays in its group', async () => {
    const report = await drainUnder(async () => {
      for (let times = 0; times < 2; times++) {
        await server.pause();
        await sleep(4000); // longer than a session of the group
        await server.resume();
        await sleep(200);
      }
    });
    expect(report.rebalances).toBe(0);
    expect(report.restarts).toBe(0);
  });
});
