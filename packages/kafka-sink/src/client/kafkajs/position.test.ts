import { describe, expect, it } from 'vitest';
import { type Position, verdictOn } from './position.js';

const at = (next: bigint, sentBackTo: bigint | null = null): Position => ({
  next,
  sentBackTo,
  committed: null,
  seeks: 0,
  paused: false,
  entered: true,
});

describe('what is fetched', () => {
  it('is taken where it follows', () => {
    expect(verdictOn(7n, at(7n))).toBe('take');
  });

  it('is asked for again where there is a gap, and taken when it comes again', () => {
    expect(verdictOn(9n, at(7n))).toBe('send-back');
    expect(verdictOn(9n, at(7n, 5n))).toBe('send-back'); // sent back from somewhere else
    expect(verdictOn(9n, at(7n, 7n))).toBe('take');
  });

  it('is never taken from before', () => {
    expect(verdictOn(3n, at(7n))).toBe('send-back');
    expect(verdictOn(3n, at(7n, 7n))).toBe('send-back');
  });
});
