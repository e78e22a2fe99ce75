import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Table, tableFromColumns, tableFromRows } from '@cvd/core';
import { duckdbSink, readDuckdb } from '@cvd/duckdb-sink';
import { type ConsumeOptions, createConsumer } from '@cvd/kafka-sink';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeKafka, sharedBroker } from '../packages/kafka-sink/test/support/broker.js';
import {
  committedOffsets,
  createTopic,
  produceRaw,
  readAll,
  uniqueGroup,
  uniqueTopic,
} from '../packages/kafka-sink/test/support/topics.js';

describeKafka('draining a topic into DuckDB', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cvd-kafka-duckdb-'));
  let brokers: string[];
  beforeAll(async () => {
    ({ brokers } = await sharedBroker());
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A topic, a group and a database file of the test's own. */
  const place = async () => {
    const [topic, groupId, path] = [uniqueTopic('duckdb'), uniqueGroup('duckdb'), join(folder, `${randomUUID()}.db`)];
    await createTopic(brokers, topic);
    const runId = randomUUID();
    let sent = 0;
    return {
      topic,
      path,
      runId,
      /** Values as JSON text, since that is what integers beyond 2^53 need. */
      async send(rows: readonly string[]) {
        const headers = (k: number) => ({
          'cvd-run-id': runId,
          'cvd-row-index': String(sent + k),
          'cvd-fingerprint': Buffer.alloc(8, 7),
        });
        await produceRaw(
          brokers,
          topic,
          rows.map((value, k) => ({ value, headers: headers(k) })),
        );
        sent += rows.length;
      },
      catchUp: (options: Partial<ConsumeOptions> = {}) =>
        createConsumer({
          brokers,
          topic,
          groupId,
          sink: duckdbSink({ path, table: 'rows' }),
          maxWaitMs: 20,
          ...options,
        }).run({ untilCaughtUp: true }),
      committed: () => committedOffsets(brokers, groupId, topic),
      letters: () => readAll(brokers, `${topic}.dead-letters`),
    };
  };

  /** Makes a table as another program may have made it before. */
  const existing = async (path: string, table: Table): Promise<void> => {
    const sink = duckdbSink({ path, table: 'rows' });
    await sink.open();
    await sink.write({ table, runId: randomUUID(), firstRow: 0, fingerprint: '0'.repeat(16) });
    await sink.close();
  };

  const rowsOf = async (path: string, columns: string[]) =>
    [...(await readDuckdb(path, 'rows', { columns })).toRows()].map((row) => columns.map((name) => row[name]));

  it('keeps identity, lineage and values', async () => {
    const at = await place();
    await at.send(
      Array.from({ length: 1000 }, (_, i) => JSON.stringify({ i, text: `Größe ${i}`, half: i / 2, even: i % 2 === 0 })),
    );
    expect(await at.catchUp()).toMatchObject({ rows: 1000, written: 1000 });
    expect(await at.committed()).toEqual(new Map([[0, 1000n]]));
    const columns = ['i', 'text', 'half', 'even', '_run_id', '_row_index', '_topic', '_partition', '_offset'];
    const rows = (await rowsOf(at.path, columns)).sort((a, b) => Number(a[0]) - Number(b[0]));
    expect(rows.map((row) => row.map((value) => (typeof value === 'bigint' ? Number(value) : value)))).toEqual(
      Array.from({ length: 1000 }, (_, i) => [i, `Größe ${i}`, i / 2, i % 2 === 0, at.runId, i, at.topic, 0, i]),
    );
  });

  it('fits itself to a table that is there, where JSON leaves the types open', async () => {
    const at = await place();
    await existing(
      at.path,
      tableFromColumns({
        text: ['x'],
        whole: BigInt64Array.of(1n),
        yes: [true],
        at: [new Date('2024-01-01T00:00:00Z')],
        half: [0.5],
      }),
    );
    await at.send(['{"text":null,"whole":null,"yes":null,"at":null,"half":null}']);
    expect(await at.catchUp()).toMatchObject({ written: 1, deadLetters: 0 });
    await at.send(['{"text":"a","whole":9007199254740993,"yes":false,"at":"2024-05-06T07:08:09.5Z","half":2}']);
    expect(await at.catchUp()).toMatchObject({ written: 1, deadLetters: 0 });
    const found = await rowsOf(at.path, ['text', 'whole', 'yes', 'at', 'half', '_row_index']);
    expect(found.filter((row) => row.at(-1) !== null).length).toBe(3);
    expect(found.map((row) => row.slice(0, 3))).toEqual([
      ['x', 1n, true],
      [null, null, null],
      ['a', 9007199254740993n, false],
    ]);
    expect(new Date(String(found[2]![3])).toISOString()).toBe('2024-05-06T07:08:09.500Z');
  });

  it('puts aside the one row whose integer a column of floats cannot hold, and goes on landing whole numbers', async () => {
    const at = await place();
    await at.send(['{"n":0.5}']);
    await at.catchUp();
    await at.send(['{"n":1}', '{"n":9007199254740993}', '{"n":2}']);
    await at.send(Array.from({ length: 200 }, (_, i) => `{"n":${i}}`));
    expect(await at.catchUp()).toMatchObject({ rows: 203, written: 202, deadLetters: 1 });
    const [letter] = await at.letters();
    expect([String(letter!.value), String(letter!.headers['cvd-error-code'])]).toEqual([
      '{"n":9007199254740993}',
      'CVD_SINK_SCHEMA',
    ]);
    const values = (await rowsOf(at.path, ['n'])).map(([n]) => Number(n)).sort((a, b) => a - b);
    expect(values).toEqual([0.5, 1, 2, ...Array.from({ length: 200 }, (_, i) => i)].sort((a, b) => a - b));
  });

  it('stops with the columns’ names when the table has other ones, and commits nothing', async () => {
    const at = await place();
    await existing(at.path, tableFromRows([{ age: 1, sex: 'f' }]));
    await at.send(['{"age":"old","height":170}', '{"age":"older","height":171}']);
    await expect(at.catchUp()).rejects.toMatchObject({
      code: 'CVD_SINK_SCHEMA',
      message: expect.stringMatching(/"sex".*not in the rows.*"height"/s),
    });
    expect(await at.committed()).toEqual(new Map());
  });
});
