import { describe, expect, it } from 'vitest';
import { createPermits } from './permits.js';

describe('createPermits', () => {
  it('lets so many in at a time, in order, and counts a place given back twice once', async () => {
    const permits = createPermits(2);
    const order: number[] = [];
    const releases: (() => void)[] = [];
    const all = [0, 1, 2, 3].map(async (i) => {
      const release = await permits.acquire();
      order.push(i);
      releases.push(release);
    });
    await Promise.all(all.slice(0, 2));
    expect(order).toEqual([0, 1]);
    releases[0]!();
    releases[0]!();
    await all[2];
    expect(order).toEqual([0, 1, 2]);
    releases[1]!();
    await all[3];
    expect(order).toEqual([0, 1, 2, 3]);
  });
});
