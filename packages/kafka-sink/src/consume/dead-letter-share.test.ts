import { describe, expect, it } from 'vitest';
import { createDeadLetterShare } from './dead-letter-share.js';

describe('createDeadLetterShare', () => {
  it('says nothing of the first hundred rows', () => {
    const share = createDeadLetterShare(0.1);
    expect(share.add(99, 99).exceeded).toBe(false);
    expect(share.add(1, 0).exceeded).toBe(true);
  });

  it('is beyond the limit, not at it', () => {
    expect(createDeadLetterShare(0.1).add(200, 20).exceeded).toBe(false);
    expect(createDeadLetterShare(0.1).add(200, 21).exceeded).toBe(true);
    expect(createDeadLetterShare(0).add(200, 1).exceeded).toBe(true);
    expect(createDeadLetterShare(1).add(200, 200).exceeded).toBe(false);
  });

  it('speaks of the last thousand rows, however long it went well before', () => {
    const share = createDeadLetterShare(0.5);
    for (let i = 0; i < 1000; i++) share.add(100, 0);
    const verdicts = Array.from({ length: 7 }, () => share.add(100, 100));
    expect(verdicts.map(({ exceeded }) => exceeded)).toEqual([false, false, false, false, false, true, true]);
    expect(verdicts.at(-1)).toMatchObject({ rows: 1000, deadLetters: 700 });
  });
});
