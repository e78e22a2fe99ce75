import { describe, expect, it } from 'vitest';
import { createRunId, isRunId } from './run-id.js';

describe('createRunId', () => {
  it('is a UUIDv7 of the present moment', () => {
    const before = Date.now();
    const id = createRunId();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const milliseconds = Number.parseInt(id.slice(0, 13).replace('-', ''), 16);
    expect(milliseconds).toBeGreaterThanOrEqual(before);
    expect(milliseconds).toBeLessThanOrEqual(Date.now());
    expect(isRunId(id)).toBe(true);
  });

  it('differs in every random bit', () => {
    // 74 random bits: in 200 ids a bit that never changes has probability 2⁻¹⁹⁸ each.
    const ids = Array.from({ length: 200 }, () => BigInt(`0x${createRunId().replaceAll('-', '')}`));
    const ever = ids.reduce((bits, id) => bits | (id ^ ids[0]!), 0n);
    const random = (((1n << 12n) - 1n) << 64n) | ((1n << 62n) - 1n);
    expect(ever & random).toBe(random);
    expect((ids[0]! >> 62n) & 3n).toBe(2n);
  });

  it('is told from other text', () => {
    for (const text of ['', 'run-1', `${createRunId()}x`, createRunId().replaceAll('-', '')])
      expect(isRunId(text)).toBe(false);
  });
});
