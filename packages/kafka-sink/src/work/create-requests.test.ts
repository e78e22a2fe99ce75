import { describe, expect, it } from 'vitest';
import { createRequests } from './create-requests.js';
import { readShardRequest } from './shard-request.js';

const run = { model: 'cvd.cvd', modelSha256: 'ab'.repeat(32), seed: 7 };

describe('createRequests', () => {
  it('cuts a run into shards that follow one another, each one a request that workers take', () => {
    const requests = createRequests({ ...run, rows: 250, start: 1000, shardRows: 100 });
    const shards = [...requests];
    expect(shards.map(({ start, rows }) => [start, rows])).toEqual([
      [1000, 100],
      [1100, 100],
      [1200, 50],
    ]);
    expect(requests).toMatchObject({ shards: 3, rows: 250 });
    for (const shard of shards) {
      expect(shard.runId).toBe(requests.runId);
      expect(readShardRequest(JSON.parse(JSON.stringify(shard)), 100)).toEqual(shard);
    }
    expect([...requests]).toEqual(shards);
    const address = 'https://models.example.org/cvd/a.cvd';
    expect([...createRequests({ ...run, model: address, rows: 1 })]).toMatchObject([{ model: address }]);
  });

  it('makes a billion rows one request at a time', () => {
    const requests = createRequests({ ...run, rows: 1e9, shardRows: 1 });
    const first = requests[Symbol.iterator]().next();
    expect(first.value).toMatchObject({ start: 0, rows: 1 });
    expect(requests.shards).toBe(1e9);
  });

  it('asks for nothing where there are no rows', () => {
    expect([...createRequests({ ...run, rows: 0 })]).toEqual([]);
  });

  it.each<[options: object, code: string]>([
    [{ rows: -1 }, 'CVD_INVALID_ROW_COUNT'],
    [{ rows: 1.5 }, 'CVD_INVALID_ROW_COUNT'],
    [{ rows: 2, start: Number.MAX_SAFE_INTEGER }, 'CVD_INVALID_ROW_COUNT'],
    [{ rows: 1, shardRows: 0 }, 'CVD_INVALID_ROW_COUNT'],
    [{ rows: 1, seed: -1 }, 'CVD_INVALID_ROW_COUNT'],
    [{ rows: 1, runId: 'run' }, 'CVD_INVALID_OPTION'],
    [{ rows: 1, model: '../x' }, 'CVD_INVALID_OPTION'],
    [{ rows: 1, model: 'models/x' }, 'CVD_INVALID_OPTION'],
    [{ rows: 1, model: 'http://models.example.org/x' }, 'CVD_INVALID_OPTION'],
    [{ rows: 1, modelSha256: '' }, 'CVD_INVALID_OPTION'],
  ])('refuses %j', (options, code) => {
    expect(() => createRequests({ ...run, rows: 1, ...options })).toThrow(expect.objectContaining({ code }));
  });
});
