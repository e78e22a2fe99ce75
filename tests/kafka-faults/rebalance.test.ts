import { setTimeout as sleep } from 'node:timers/promises';
import { duckdbSink } from '@cvd/duckdb-sink';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { describeKafka, sharedBroker } from '../../packages/kafka-sink/test/support/broker.js';
import {
  type SnowflakeServer,
  startSnowflakeServer,
} from '../../packages/snowflake-sink/test/support/snowflake-server.js';
import { bePatient } from '../support/faults/be-patient.js';
import { consumeHere, SESSION_MS } from '../support/faults/consume-here.js';
import { testFolder } from '../support/faults/folder.js';
import { expectSameMultiset } from '../support/faults/multiset.js';
import { placeOn } from '../support/faults/place.js';
import { slowSink } from '../support/faults/sink-with.js';
import { killConsumers, type ProcessSetup, startConsumer } from '../support/faults/start-consumer.js';
import { rowsInStandIn, rowsOnDisk } from '../support/faults/tables.js';

bePatient();

describeKafka('two consumers that share a topic', () => {
  const file = testFolder();
  let brokers: string[];
  beforeAll(async () => {
    ({ brokers } = await sharedBroker());
  });
  afterEach(killConsumers);

  it('in one process on DuckDB: rows in hand while partitions move land once', async () => {
    const place = await placeOn(brokers, 'members', 4);
    const { topic, groupId } = place;
    const path = file('members.db');
    const member = () =>
      consumeHere({ brokers, topic, groupId, sink: slowSink(duckdbSink({ path, table: 'rows' }), 30) });
    const first = member();
    await first.until(() => first.told('assigned').length > 0);
    const second = member();
    await place.sendUntil(() => second.told('batch').length > 2);
    await place.send(1200);
    await second.stop();
    const third = member();
    await place.sendUntil(() => third.told('batch').length > 2);
    await place.send(1200);
    const { rebalances } = await first.stop();
    await third.until(async () => (await place.committed()) === place.sent);
    await third.stop();
    expect(rebalances).toBeGreaterThan(1);
    expectSameMultiset(await rowsOnDisk(path), place.produced());
  });

  it('in processes on the stand-in for Snowflake, one of them killed and one frozen', async () => {
    const server: SnowflakeServer = await startSnowflakeServer();
    try {
      const place = await placeOn(brokers, 'processes', 4);
      const { topic, groupId } = place;
      const setup: ProcessSetup = {
        ...{ brokers, topic, groupId, snowflake: { ...server.options, table: 'ROWS' }, pauseMs: 30 },
        ...{ batchRows: 100, maxBatchRows: 100, maxWaitMs: 50, sessionTimeoutMs: SESSION_MS },
      };
      const [killed, frozen] = [startConsumer(setup), startConsumer(setup)];
      await place.sendUntil(() => killed.count('batch') >= 2 && frozen.count('batch') >= 2);
      killed.child.kill('SIGKILL');
      await frozen.told('revoked');
      await frozen.told('assigned', 2);
      frozen.child.kill('SIGSTOP');
      const last = startConsumer(setup);
      await place.sendUntil(() => last.count('batch') >= 2); // the group has given up the frozen one
      frozen.child.kill('SIGCONT');
      await place.send(1000);
      while ((await place.committed()) < place.sent) await sleep(200);
      for (const { child, ended } of [frozen, last]) {
        child.kill('SIGTERM');
        expect(await ended).toMatchObject({ code: 0 });
      }
      expectSameMultiset(await rowsInStandIn(server, 'ROWS'), place.produced());
    } finally {
      killConsumers();
      await server.stop();
    }
  });
});
