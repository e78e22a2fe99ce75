import { describe, expect, it } from 'vitest';
import { BEYOND_ANY_LOG, checkLog, checkOffset } from './check-log.js';
import { topicLabel } from './topic-label.js';

const log = { low: 100n, high: 500n };

describe('checkOffset', () => {
  it('goes on at an offset, at the log’s very end too', () => {
    expect(checkOffset(100n, log)).toEqual({ state: 'continues', from: 100n });
    expect(checkOffset(500n, log)).toEqual({ state: 'continues', from: 500n });
    expect(checkOffset(0n, { low: 0n, high: 0n })).toEqual({ state: 'continues', from: 0n });
  });

  it('begins at the earliest offset, never at the latest, where the offset is no place in the log', () => {
    expect(checkOffset(501n, log)).toMatchObject({ state: 'restarted', problem: 'ahead', from: 100n, offset: 501n });
    expect(checkOffset(99n, log)).toMatchObject({ state: 'restarted', problem: 'behind', from: 100n, offset: 99n });
    expect(checkOffset(BEYOND_ANY_LOG, log)).toMatchObject({ state: 'restarted', problem: 'ahead' });
  });
});

describe('checkLog', () => {
  const committed = (metadata: string) => ({ offset: 300n, metadata });

  it('begins at the earliest offset where nothing was committed', () => {
    expect(checkLog(undefined, log, 'a1')).toEqual({ state: 'fresh', from: 100n });
  });

  it('goes on where the group stopped in this topic, or where no one knows of which it was', () => {
    expect(checkLog(committed(topicLabel('a1')), log, 'a1')).toEqual({ state: 'continues', from: 300n });
    expect(checkLog(committed(''), log, 'a1')).toEqual({ state: 'continues', from: 300n });
    expect(checkLog(committed(topicLabel('a1')), log, null)).toEqual({ state: 'continues', from: 300n });
  });

  it('begins at the earliest offset where the offset is of a topic that had the name before', () => {
    expect(checkLog(committed(topicLabel('a1')), log, 'a2')).toEqual({
      state: 'restarted',
      problem: 'replaced',
      from: 100n,
      offset: 300n,
      log,
    });
  });
});
