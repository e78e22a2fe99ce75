import { randomUUID } from 'node:crypto';
import { duckdbSink } from '@cvd/duckdb-sink';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, expect, it } from 'vitest';
import { describeKafka, sharedBroker } from '../../packages/kafka-sink/test/support/broker.js';
import { createTopic, deleteTopic, produceRaw, readAll } from '../../packages/kafka-sink/test/support/topics.js';
import { bePatient } from '../support/faults/be-patient.js';
import { catchUpHere, consumeHere } from '../support/faults/consume-here.js';
import { testFolder } from '../support/faults/folder.js';
import { expectSameMultiset } from '../support/faults/multiset.js';
import { placeOn } from '../support/faults/place.js';
import { producedRows, range, runMessages } from '../support/faults/rows.js';
import { sinkWith, slowSink } from '../support/faults/sink-with.js';
import { rowsOnDisk } from '../support/faults/tables.js';

bePatient();

describeKafka('a warehouse that is slow or refuses', () => {
  const file = testFolder();
  let brokers: string[];
  beforeAll(async () => {
    ({ brokers } = await sharedBroker());
  });

  it('slow: what waits for it stays in the log, not in memory', async () => {
    const place = await placeOn(brokers, 'slow', 2);
    for (let sends = 0; sends < 10; sends++) await place.send(500); // a fetch brings one of these whole, 250 rows a partition
    const path = file('slow.db');
    let most = 0;
    const { topic, groupId } = place;
    const consumer = consumeHere({
      ...{ brokers, topic, groupId, sink: slowSink(duckdbSink({ path, table: 'rows' }), 20) },
      maxBytesPerPartition: 20_000,
      onEvent: () => {
        for (const { held } of consumer.stats().partitions) most = Math.max(most, held);
      },
    });
    await consumer.until(() => consumer.stats().written === 5000);
    await consumer.stop();
    // Two batches of 100 that wait, one in hand, and the fetches that came last, well below the 2,500 of a partition.
    expect(most).toBeGreaterThan(100);
    expect(most).toBeLessThan(1000);
    expectSameMultiset(await rowsOnDisk(path), place.produced());
  });

  it('refuses rows half way through a transaction: these are dead letters, their batches land without them', async () => {
    const place = await placeOn(brokers, 'half-way', 2);
    await place.send(1500);
    const path = file('half-way.db');
    const instance = await DuckDBInstance.create(path);
    const connection = await instance.connect();
    await connection.run(
      `CREATE TABLE rows (i DOUBLE, half DOUBLE, name VARCHAR, even BOOLEAN, note VARCHAR, ingested_at TIMESTAMP, _run_id VARCHAR,
         _row_index BIGINT, _topic VARCHAR, _partition INTEGER, _offset BIGINT, CHECK (_row_index % 100 <> 57))`,
    );
    connection.closeSync();
    instance.closeSync();
    const { topic, groupId, runId } = place;
    const report = await catchUpHere({ brokers, topic, groupId, sink: duckdbSink({ path, table: 'rows' }) });
    expect(report).toMatchObject({ written: 1485, refused: 0, deadLetters: 15 });
    const fit = range(0, 1500).filter((i) => i % 100 !== 57);
    expectSameMultiset(await rowsOnDisk(path), producedRows(runId, fit));
    const letters = await readAll(brokers, `${topic}.dead-letters`);
    const refused = letters.map(({ headers }) => Number(headers['cvd-row-index'])).sort((a, b) => a - b);
    expect(refused).toEqual(range(0, 15).map((k) => 100 * k + 57));
  });

  it('slow, while the topic is made anew behind its back: no row of the new log is skipped', async () => {
    const place = await placeOn(brokers, 'stalled');
    await place.send(600);
    const path = file('stalled.db');
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    let waiting = false;
    const sink = sinkWith(duckdbSink({ path, table: 'rows' }), {
      before: async (write) => {
        if (write !== 2) return;
        waiting = true;
        await gate;
      },
    });
    const { topic, groupId } = place;
    const consumer = consumeHere({ brokers, topic, groupId, sink });
    await consumer.until(() => waiting);
    await deleteTopic(brokers, topic);
    await createTopic(brokers, topic);
    const runId = randomUUID();
    await produceRaw(brokers, topic, runMessages({ runId, rows: 900 }));
    open();
    await consumer.until(() => consumer.told('log-restarted').length > 0 && consumer.stats().lag === 0);
    await consumer.stop();
    // Rows of the old log that were not read are gone with it.
    const rows = await rowsOnDisk(path);
    expectSameMultiset(
      rows.filter((row) => row.startsWith(runId)),
      producedRows(runId, range(0, 900)),
    );
  });
});
