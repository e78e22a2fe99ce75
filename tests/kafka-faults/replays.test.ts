import { createRunId, detectMetadata } from '@cvd/core';
import { duckdbSink } from '@cvd/duckdb-sink';
import { beforeAll, expect, it } from 'vitest';
import { describeKafka, sharedBroker } from '../../packages/kafka-sink/test/support/broker.js';
import {
  createTopic,
  deleteTopic,
  produceRaw,
  readAll,
  withAdmin,
} from '../../packages/kafka-sink/test/support/topics.js';
import { bePatient } from '../support/faults/be-patient.js';
import { catchUpHere, consumeHere } from '../support/faults/consume-here.js';
import { testFolder } from '../support/faults/folder.js';
import { expectSameMultiset } from '../support/faults/multiset.js';
import { type Place, placeOn } from '../support/faults/place.js';
import { elementOf, producedRows, range, rowOf, runMessages, runTable } from '../support/faults/rows.js';
import { rowsOnDisk } from '../support/faults/tables.js';

bePatient();

describeKafka('a log that does not go on as it should', () => {
  const file = testFolder();
  let brokers: string[];
  beforeAll(async () => {
    ({ brokers } = await sharedBroker());
  });

  const begin = async (name: string, partitions = 1) => {
    const place = await placeOn(brokers, name, partitions);
    const path = file(`${name}.db`);
    const setup = () => {
      const { topic, groupId } = place;
      return { brokers, topic, groupId, sink: duckdbSink({ path, table: 'rows' }) };
    };
    return { place, path, setup };
  };
  const remake = async ({ topic }: Place): Promise<void> => {
    await deleteTopic(brokers, topic);
    await createTopic(brokers, topic);
  };

  it('delivers everything again: offsets set back', async () => {
    const { place, path, setup } = await begin('again', 2);
    await place.send(1000);
    expect(await catchUpHere(setup())).toMatchObject({ written: 1000, refused: 0 });
    await place.rewind();
    await place.send(300);
    expect(await catchUpHere(setup())).toMatchObject({ written: 300, refused: 1000 });
    expectSameMultiset(await rowsOnDisk(path), place.produced());
  });

  it('has rows sent twice, side by side and on other partitions', async () => {
    const { place, path, setup } = await begin('twice', 2);
    await place.send(500);
    const again = runMessages({ runId: place.runId, from: 100, rows: 300 });
    await produceRaw(
      brokers,
      place.topic,
      again.flatMap((message) => [message, { ...message, partition: 1 }, message]),
    );
    await place.send(100);
    expect(await catchUpHere(setup())).toMatchObject({ written: 600, refused: 900 });
    expectSameMultiset(await rowsOnDisk(path), place.produced());
  });

  it('is made anew, shorter and longer than before: rows at old offsets are no old rows', async () => {
    const { place, path, setup } = await begin('anew');
    await place.send(600);
    await catchUpHere(setup());
    const runs = [createRunId(), createRunId()];
    const sizes = [300, 900];
    for (const [k, runId] of runs.entries()) {
      await remake(place);
      await produceRaw(brokers, place.topic, runMessages({ runId, rows: sizes[k]! }));
      await catchUpHere(setup());
    }
    const fresh = runs.flatMap((runId, k) => producedRows(runId, range(0, sizes[k]!)));
    expectSameMultiset(await rowsOnDisk(path), [...place.produced(), ...fresh]);
  });

  it.each([400, 900])('is made anew while a consumer has read 600 rows of it, now with %i', async (rows) => {
    const { place, path, setup } = await begin(`under-${rows}`);
    await place.send(600);
    const consumer = consumeHere(setup());
    await consumer.until(async () => (await place.committed()) === 600);
    await remake(place);
    const runId = createRunId();
    await produceRaw(brokers, place.topic, runMessages({ runId, rows }));
    await consumer.until(() => consumer.stats().written === 600 + rows);
    await consumer.stop();
    expectSameMultiset(await rowsOnDisk(path), [...place.produced(), ...producedRows(runId, range(0, rows))]);
  });

  it('gets a partition more, whose rows are read from its first on', async () => {
    const { place, path, setup } = await begin('more');
    await place.send(500);
    const consumer = consumeHere(setup());
    await consumer.until(() => consumer.stats().written === 500);
    await withAdmin(brokers, (admin) =>
      admin.createPartitions({ topicPartitions: [{ topic: place.topic, count: 2 }] }),
    );
    await place.send(500, { partitions: 2 });
    await consumer.until(() => consumer.stats().written === 1000);
    await consumer.stop();
    expectSameMultiset(await rowsOnDisk(path), place.produced());
  });

  it('has messages that are no rows: they go to the dead letters, all others land', async () => {
    const { place, path, setup } = await begin('poison');
    const { topic, runId } = place;
    const messages: Parameters<typeof produceRaw>[2] = runMessages({ runId, rows: 1000 });
    const poison = new Map<number, string | Buffer | null>([
      [0, '{"i": 0, "half"'],
      [99, Buffer.from([0xff, 0xfe, 0x00])],
      [100, ''],
      [250, null],
      [333, '[1, 2]'],
      [512, '{"i": "many", "half": 1, "name": "x", "even": true, "note": null}'],
      [999, '{"stranger": 1}'],
    ]);
    for (const [at, value] of poison) messages[at] = { ...messages[at]!, value };
    await produceRaw(brokers, topic, messages);
    const report = await catchUpHere(setup());
    expect(report).toMatchObject({ written: 993, deadLetters: 7 });
    const landed = range(0, 1000).filter((i) => !poison.has(i));
    expectSameMultiset(await rowsOnDisk(path), producedRows(runId, landed));
    const letters = await readAll(brokers, `${topic}.dead-letters`);
    const described = letters.map(({ value, headers }) => [
      Number(headers['cvd-source-offset']),
      value?.toString('hex'),
    ]);
    const hex = (value: string | Buffer | null) => (value === null ? undefined : Buffer.from(value).toString('hex'));
    expect(described.sort(([a], [b]) => Number(a) - Number(b))).toEqual(
      [...poison].map(([at, value]) => [at, hex(value)]),
    );
    expect(await place.committed()).toBe(1000);
  });

  it.each([
    ['before', 'without metadata once newer ones have landed'],
    ['among', 'with the metadata of the newer ones'],
  ])('has rows of an older schema %s newer ones, %s: they land with that column empty', async (order) => {
    const { place, path, setup } = await begin(`older-${order}`);
    const { runId, topic } = place;
    const newer = runMessages({ runId, rows: 1000 });
    const older = newer.map((message) => {
      const { note, ...values } = JSON.parse(message.value);
      return { ...message, value: JSON.stringify(values) };
    });
    const isOld = (i: number): boolean => (order === 'before' ? i >= 200 && i < 500 : i % 3 === 0);
    await produceRaw(
      brokers,
      topic,
      range(0, 1000).map((i) => (isOld(i) ? older[i]! : newer[i]!)),
    );
    const { metadata } = detectMetadata(runTable({ rows: 200 }));
    const report = await catchUpHere({ ...setup(), ...(order === 'among' ? { metadata } : {}) });
    expect(report).toMatchObject({ written: 1000, deadLetters: 0 });
    const expected = range(0, 1000).map((i) =>
      elementOf(runId, i, { ...rowOf(i), ...(isOld(i) ? { note: null } : {}) }),
    );
    expectSameMultiset(await rowsOnDisk(path), expected);
  });
});
