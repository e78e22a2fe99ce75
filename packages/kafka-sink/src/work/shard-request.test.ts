import { describe, expect, it } from 'vitest';
import { ShardRefusedError } from './shard-refused-error.js';
import { readShardRequest } from './shard-request.js';

const good = {
  runId: '01890000-0000-7000-8000-000000000001',
  model: 'cvd.cvd',
  modelSha256: 'ab'.repeat(32),
  seed: 7,
  start: 100,
  rows: 50,
};

describe('readShardRequest', () => {
  it('takes a request, also with whole numbers that came as 64-bit integers', () => {
    expect(readShardRequest(good, 1000)).toEqual(good);
    expect(readShardRequest({ ...good, seed: 7n, start: 100n, rows: 50n }, 1000)).toEqual(good);
    expect(readShardRequest({ ...good, seed: Number.MAX_SAFE_INTEGER, start: 0, rows: 1000 }, 1000).rows).toBe(1000);
  });

  it.each<[problem: string, value: unknown]>([
    ['a JSON object', null],
    ['a JSON object', [good]],
    ['a JSON object', 'rows'],
    ['its runId', { ...good, runId: 'run' }],
    ['its runId', { ...good, runId: undefined }],
    ['its model must', { ...good, model: '' }],
    ['its model must', { ...good, model: 7 }],
    ['its model must', { ...good, model: 'm'.repeat(2001) }],
    ['its modelSha256', { ...good, modelSha256: 'ab' }],
    ['its modelSha256', { ...good, modelSha256: 'AB'.repeat(32) }],
    ['its seed', { ...good, seed: -1 }],
    ['its seed', { ...good, seed: 1.5 }],
    ['its seed', { ...good, seed: 2n ** 63n }],
    ['its start', { ...good, start: '0' }],
    ['its rows', { ...good, rows: 0 }],
    ['its rows', { ...good, rows: 1001 }],
    ['its rows', { ...good, rows: 1e308 }],
    ['its rows', { ...good, start: Number.MAX_SAFE_INTEGER, rows: 1 }],
    ['"where", which this worker does not know', { ...good, where: ['BMI>=30'] }],
  ])('refuses what it cannot carry out, naming %s', (problem, value) => {
    expect(() => readShardRequest(value, 1000)).toThrow(ShardRefusedError);
    expect(() => readShardRequest(value, 1000)).toThrow(problem);
  });

  it('does not carry long foreign text into its message', () => {
    const attempt = () => readShardRequest({ ...good, runId: 'x'.repeat(1e6) }, 1000);
    expect(attempt).toThrow(expect.objectContaining({ message: expect.stringMatching(/^.{0,400}$/s) }));
  });
});
