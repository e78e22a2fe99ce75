import { describe, expect, it } from 'vitest';
import { gammaQ } from '../numeric/incomplete-gamma.js';
import { createRandomSource } from './counter-random.js';

const draws = (length: number, row: number, seed: number | bigint = 11, attempt = 0): Float64Array => {
  const out = new Float64Array(length);
  createRandomSource(seed).uniformsInto(out, row, attempt);
  return out;
};

/** P-value of Pearson's statistic for equal expected counts. */
const chiSquareP = (counts: ArrayLike<number>, total: number): number => {
  const expected = total / counts.length;
  let statistic = 0;
  for (let i = 0; i < counts.length; i++) statistic += (counts[i]! - expected) ** 2 / expected;
  return gammaQ((counts.length - 1) / 2, statistic / 2);
};

describe('createRandomSource', () => {
  it('is a pure function of seed, name, row, index and attempt', () => {
    const a = createRandomSource(11).child('BMI');
    const b = createRandomSource(11).child('BMI');
    const later = [b.uniform(5, 3), b.uniform(0, 0), b.uniform(5, 3, 1)];
    expect([a.uniform(5, 3), a.uniform(0, 0), a.uniform(5, 3, 1)]).toEqual(later);
    expect(new Set(later).size).toBe(3);
    expect(a.uint32(5, 3)).toBe(b.uint32(5, 3));
    expect(createRandomSource(11n).uniform(1)).toBe(createRandomSource(11).uniform(1));
    expect(createRandomSource(2n ** 80n + 1n).uniform(1)).not.toBe(createRandomSource(2n ** 80n).uniform(1));
  });

  it('keeps the draws it gave before', () => {
    // Another value means other rows for the same seed: a breaking change.
    expect([...draws(3, 0)]).toEqual([0.4654782660448281, 0.7167387352977937, 0.030776511528750494]);
    expect(
      createRandomSource(11)
        .child('a')
        .child('b')
        .uniform(2 ** 40, 7, 2),
    ).toBe(0.8869421335681923);
  });

  it('gives by uniformsInto what uniform gives one by one, for every length', () => {
    const source = createRandomSource(3).child('x');
    for (const length of [0, 1, 2, 3, 8, 101]) {
      const out = new Float64Array(length);
      source.uniformsInto(out, 77, 4);
      expect([...out]).toEqual(Array.from({ length }, (_, i) => source.uniform(77, i, 4)));
    }
  });

  it('tells rows beyond 2³² apart', () => {
    const rows = [0, 1, 2 ** 32, 2 ** 32 + 1, 2 ** 33, 2 ** 52, 2 ** 53 - 1];
    expect(new Set(rows.map((row) => createRandomSource(1).uniform(row))).size).toBe(rows.length);
  });

  it('gives every name, path, seed, attempt and index a stream of its own', () => {
    const root = createRandomSource(1);
    const sources = [
      root,
      createRandomSource(2),
      createRandomSource(12),
      root.child(''),
      root.child('a'),
      root.child('b'),
      root.child('a').child('b'),
      root.child('b').child('a'),
      root.child('a/b'),
      root.child('a/1:b'),
      root.child('ab'),
      root.child('1:a'),
      root.child('ä'),
      root.child('2'),
    ];
    expect(new Set(sources.map((s) => s.uniform(0))).size).toBe(sources.length);
    expect(root.child('a').uniform(9)).toBe(createRandomSource(1).child('a').uniform(9));
  });

  it('stays inside the open interval', () => {
    const all = draws(200_000, 1);
    for (const u of all) if (!(u > 0 && u < 1)) throw new Error(`${u} is not in (0, 1)`);
    // The ends of 52 bits plus a half: neither rounds to 0 or 1.
    expect((2 ** 52 - 1 + 0.5) * 2 ** -52).toBeLessThan(1);
    expect(new Set(all).size).toBe(all.length);
  });
});

// Seeds are fixed, so these never flicker; a p-value below 1e-4 would come up in one of 10,000 right generators.
describe('uniforms', () => {
  const n = 200_000;

  it.each([
    ['over the draws of one row', (i: number) => [0, i]],
    ['over rows', (i: number) => [i, 0]],
    ['over rows beyond 2³²', (i: number) => [2 ** 40 + i, 1]],
  ])('are even %s', (_, at) => {
    const source = createRandomSource(5).child('even');
    const counts = new Uint32Array(256);
    // The lowest bits have to be as even as the highest.
    const low = new Uint32Array(256);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const [row, index] = at(i) as [number, number];
      const u = source.uniform(row, index);
      sum += u;
      counts[Math.floor(u * 256)]!++;
      low[((u * 2 ** 52) % 256) | 0]!++;
    }
    expect(chiSquareP(counts, n)).toBeGreaterThan(1e-4);
    expect(chiSquareP(low, n)).toBeGreaterThan(1e-4);
    // The mean's standard error is √(1/12n) = 6.5e-4; four of them.
    expect(Math.abs(sum / n - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
  });

  it.each([
    ['two names', createRandomSource(5).child('a'), createRandomSource(5).child('b'), 0, 0],
    ['a parent and its child', createRandomSource(5), createRandomSource(5).child('a'), 0, 0],
    ['two seeds', createRandomSource(5), createRandomSource(6), 0, 0],
    ['neighbouring rows', createRandomSource(5), createRandomSource(5), 1, 0],
    ['attempts', createRandomSource(5), createRandomSource(5), 0, 1],
  ])('are independent between %s', (_, first, second, rowShift, attempt) => {
    const counts = new Uint32Array(16 * 16);
    for (let i = 0; i < n; i++) {
      const cell = Math.floor(first.uniform(i) * 16) * 16 + Math.floor(second.uniform(i + rowShift, 0, attempt) * 16);
      counts[cell]!++;
    }
    expect(chiSquareP(counts, n)).toBeGreaterThan(1e-4);
  });
});
