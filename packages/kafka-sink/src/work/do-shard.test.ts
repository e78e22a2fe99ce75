import { RunMismatchError, type Sink, SinkWriteError, type Synthesizer } from '@cvd/core';
import { createMemoryStore, memorySink, minimal, mixedTable } from '@cvd/core/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { doShard } from './do-shard.js';
import type { ShardRequest } from './shard-request.js';

const runId = '01890000-0000-7000-8000-000000000001';
const request = (start: number, rows: number, seed = 7): ShardRequest => ({
  runId,
  model: 'a.cvd',
  modelSha256: 'ab'.repeat(32),
  seed,
  start,
  rows,
});
let model: Synthesizer;

beforeAll(async () => {
  model = minimal.create({ seed: 1 });
  await model.fit(mixedTable(50), { execution: 'inline' });
});

const opened = async (store = createMemoryStore()) => {
  const sink = memorySink(store);
  await sink.open();
  return { sink, store };
};

describe('doShard', () => {
  it('writes the rows that the whole sample has at these indices, whatever the shards and however often', async () => {
    const { sink, store } = await opened();
    for (const [start, rows] of [
      [100, 50],
      [0, 100],
      [100, 50],
      [120, 10],
    ] as const)
      expect(await doShard(request(start, rows), model, sink, { batchRows: 30 })).toBe(rows);
    const expected = await model.sample(150, { seed: 7 }).toTable();
    const landed = [...store.rows].sort((a, b) => a.rowIndex! - b.rowIndex!);
    expect(landed.map(({ rowIndex }) => rowIndex)).toEqual(Array.from({ length: 150 }, (_, i) => i));
    expect(landed.map(({ values }) => values)).toEqual([...expected.toRows()]);
    expect([...store.fingerprints]).toEqual([[runId, model.sample(1, { seed: 7 }).fingerprint]]);
  });

  it("refuses a request whose run is another sample's, since that is the request's fault", async () => {
    const { sink } = await opened();
    await doShard(request(0, 10), model, sink, { batchRows: 30 });
    const other = doShard(request(10, 10, 8), model, sink, { batchRows: 30 });
    await expect(other).rejects.toMatchObject({ code: 'CVD_SHARD_REFUSED', cause: expect.any(RunMismatchError) });
  });

  it('lets trouble of the destination through as it is', async () => {
    const { sink } = await opened();
    const trouble = new SinkWriteError('test', 'nowhere', 'it is down', { retryable: true });
    const failing: Sink = { ...sink, write: () => Promise.reject(trouble) };
    await expect(doShard(request(0, 10), model, failing, { batchRows: 30 })).rejects.toBe(trouble);
  });

  it('stops at the signal between two writes', async () => {
    const { sink, store } = await opened();
    const controller = new AbortController();
    const work = doShard(request(0, 100), model, sink, {
      batchRows: 10,
      signal: controller.signal,
      onRows: () => controller.abort(),
    });
    await expect(work).rejects.toMatchObject({ code: 'CVD_ABORTED' });
    expect(store.rows).toHaveLength(10);
  });
});
