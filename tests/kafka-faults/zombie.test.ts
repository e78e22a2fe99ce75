import type { Sink } from '@cvd/core';
import { duckdbSink } from '@cvd/duckdb-sink';
import { snowflakeSink } from '@cvd/snowflake-sink';
import { beforeAll, expect, it } from 'vitest';
import { describeKafka, sharedBroker } from '../../packages/kafka-sink/test/support/broker.js';
import { startSnowflakeServer } from '../../packages/snowflake-sink/test/support/snowflake-server.js';
import { bePatient } from '../support/faults/be-patient.js';
import { consumeHere } from '../support/faults/consume-here.js';
import { testFolder } from '../support/faults/folder.js';
import { expectSameMultiset } from '../support/faults/multiset.js';
import { placeOn } from '../support/faults/place.js';
import { sinkWith } from '../support/faults/sink-with.js';
import { rowsInStandIn, rowsOnDisk } from '../support/faults/tables.js';

bePatient();

describeKafka('a writer that finishes after its partition was taken away', () => {
  const file = testFolder();
  let brokers: string[];
  beforeAll(async () => {
    ({ brokers } = await sharedBroker());
  });

  /**
   * The first member's second write waits at a gate until the second member, to which the group has given the partition, has
   * landed everything; then it goes through.
   */
  const withZombie = async (sinkOf: () => Sink, landed: () => Promise<string[]>): Promise<void> => {
    const place = await placeOn(brokers, 'zombie');
    const { topic, groupId } = place;
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    let state: 'before' | 'waiting' | 'through' = 'before';
    const zombie = consumeHere({
      ...{ brokers, topic, groupId, rebalanceTimeoutMs: 1500 },
      sink: sinkWith(sinkOf(), {
        before: async (write) => {
          if (write !== 2) return;
          state = 'waiting';
          await gate;
        },
        after: (write) => {
          if (write === 2) state = 'through';
        },
      }),
    });
    await place.send(800);
    await zombie.until(() => state === 'waiting');
    const heir = consumeHere({ brokers, topic, groupId, sink: sinkOf() });
    await heir.until(async () => (await place.committed()) === 800);
    expect(state).toBe('waiting');
    const before = await landed();
    expectSameMultiset(before, place.produced());
    open();
    await zombie.until(() => state === 'through');
    await place.send(200);
    await heir.until(async () => (await place.committed()) === 1000);
    await Promise.all([zombie.stop(), heir.stop()]);
    expectSameMultiset(await landed(), place.produced());
  };

  it('on DuckDB: its rows are refused, its offset is not committed', async () => {
    const path = file('zombie.db');
    await withZombie(
      () => duckdbSink({ path, table: 'rows' }),
      () => rowsOnDisk(path),
    );
  });

  it('on the stand-in for Snowflake: the same', async () => {
    const server = await startSnowflakeServer();
    try {
      await withZombie(
        () => snowflakeSink({ ...server.options, table: 'ROWS' }),
        () => rowsInStandIn(server, 'ROWS'),
      );
    } finally {
      await server.stop();
    }
  });
});
