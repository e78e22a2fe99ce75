import { describe, expect, it } from 'vitest';
import { BEYOND_ANY_LOG, checkLog } from './check-log.js';

const log = { low: 100n, high: 500n };

describe('checkLog', () => {
  it('goes on at a committed offset, at the log’s very end too', () => {
    expect(checkLog(100n, log)).toEqual({ state: 'continues', from: 100n });
    expect(checkLog(500n, log)).toEqual({ state: 'continues', from: 500n });
    expect(checkLog(0n, { low: 0n, high: 0n })).toEqual({ state: 'continues', from: 0n });
  });

  it('begins at the earliest offset where nothing was committed', () => {
    expect(checkLog(undefined, log)).toEqual({ state: 'fresh', from: 100n });
  });

  it('begins at the earliest offset, never at the latest, where the offset is no place in the log', () => {
    expect(checkLog(501n, log)).toMatchObject({ state: 'restarted', problem: 'ahead', from: 100n, offset: 501n });
    expect(checkLog(99n, log)).toMatchObject({ state: 'restarted', problem: 'behind', from: 100n, offset: 99n });
    expect(checkLog(BEYOND_ANY_LOG, log)).toMatchObject({ state: 'restarted', problem: 'ahead' });
  });
});
