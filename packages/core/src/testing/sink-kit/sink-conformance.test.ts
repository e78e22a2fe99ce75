import { describe, expect, it } from 'vitest';
import type { Sink } from '../../sink/sink.js';
import { createMemoryStore, type MemoryStore, memorySink } from '../memory-sink.js';
import { sinkChecks, sinkConformance } from './sink-conformance.js';

const stores = new Map<string, MemoryStore>();
const storeOf = (target: string): MemoryStore => {
  const store = stores.get(target) ?? createMemoryStore();
  stores.set(target, store);
  return store;
};

sinkConformance({
  runner: { describe, it },
  create: (target) => memorySink(storeOf(target)),
  read: async (target) => storeOf(target).rows,
});

/** Ids of the checks that fail for a sink made wrong on purpose. */
const failuresOf = async (spoil: (sink: Sink, store: MemoryStore) => Partial<Sink>): Promise<string[]> => {
  const failed: string[] = [];
  const own = new Map<string, MemoryStore>();
  const bodies: [string, () => Promise<void>][] = [];
  sinkConformance({
    runner: { describe: (_, body) => body(), it: (name, body) => bodies.push([name, body]) },
    create(target) {
      const store = own.get(target) ?? createMemoryStore();
      own.set(target, store);
      const sink = memorySink(store);
      return { ...sink, ...spoil(sink, store) };
    },
    read: async (target) => own.get(target)!.rows,
  });
  for (const [name, body] of bodies) await body().catch(() => failed.push(name));
  return failed;
};

describe('sinkConformance', () => {
  it('has unique check ids', () => {
    expect(new Set(sinkChecks.map(({ id }) => id)).size).toBe(sinkChecks.length);
  });

  it('passes a sound sink, so that the failures below are found and not made', async () => {
    expect(await failuresOf(() => ({}))).toEqual([]);
  });

  it.each<[string, string, (sink: Sink, store: MemoryStore) => Partial<Sink>]>([
    [
      'drops a row',
      'writing/rows-land-and-are-counted',
      (sink, store) => ({
        async write(batch) {
          const receipt = await sink.write(batch);
          store.rows.pop();
          return receipt;
        },
      }),
    ],
    [
      'lands rows twice',
      'identity/same-batch-again',
      (sink, store) => ({
        async write(batch) {
          const before = store.rows.length;
          store.rows.push(...store.rows.splice(0));
          const receipt = await sink.write(batch);
          if (receipt.refused > 0) store.rows.push(store.rows[before - 1]!);
          return receipt;
        },
      }),
    ],
    [
      'miscounts',
      'identity/overlapping-batch',
      (sink) => ({ write: async (batch) => ({ ...(await sink.write(batch)), refused: 0 }) }),
    ],
    [
      'settles before the rows are there',
      'writing/durable-once-settled',
      (sink) => ({
        async write(batch) {
          setTimeout(() => sink.write(batch).catch(() => {}), 5);
          return { written: batch.table.rows, refused: 0 };
        },
      }),
    ],
    [
      'takes any fingerprint',
      'refusal/another-fingerprint-under-the-run-id',
      (sink) => ({ write: (batch, options) => sink.write({ ...batch, fingerprint: '' }, options) }),
    ],
    ['ignores the signal', 'refusal/aborted-write', (sink) => ({ write: (batch) => sink.write(batch) })],
    [
      'turns missing text into empty text',
      'values/missing-values',
      (sink, store) => ({
        async write(batch) {
          const receipt = await sink.write(batch);
          for (const { values } of store.rows)
            for (const name of Object.keys(values)) (values as Record<string, unknown>)[name] ??= '';
          return receipt;
        },
      }),
    ],
    [
      'lands rows before it has read them all',
      'refusal/failed-batch-leaves-nothing',
      (sink) => ({
        async write(batch) {
          const half = Math.floor(batch.table.rows / 2);
          const { table, firstRow } = batch;
          const { written } = await sink.write({ ...batch, table: table.slice(0, half) });
          const rest = await sink.write({ ...batch, table: table.slice(half), firstRow: firstRow + half });
          return { written: written + rest.written, refused: table.rows - written - rest.written };
        },
      }),
    ],
    [
      'knows only its own rows',
      'identity/two-sinks-at-once',
      (_, store) => memorySink({ ...store, present: new Map() }),
    ],
    [
      'rounds big integers',
      'values/floats-and-big-integers',
      (sink, store) => ({
        async write(batch) {
          const receipt = await sink.write(batch);
          for (const { values } of store.rows)
            for (const [name, value] of Object.entries(values))
              if (typeof value === 'bigint') (values as Record<string, unknown>)[name] = Number(value);
          return receipt;
        },
      }),
    ],
  ])('finds a sink that %s', async (_, check, spoil) => {
    expect(await failuresOf(spoil)).toContain(check);
  });

  it('fails a known failure that passes now', async () => {
    const bodies = new Map<string, () => Promise<void>>();
    sinkConformance({
      runner: { describe: (_, body) => body(), it: (name, body) => bodies.set(name, body) },
      create: () => memorySink(),
      read: async () => [],
      expectedFailures: { 'writing/no-batch-at-all': 'was broken once', 'values/texts': 'reads nothing' },
    });
    const run = (id: string) => [...bodies].find(([name]) => name.startsWith(id))![1]();
    await expect(run('writing/no-batch-at-all')).rejects.toThrow('passes now');
    await expect(run('values/texts')).resolves.toBeUndefined();
  });
});
