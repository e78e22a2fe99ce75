import { betaDistribution, normalCdf, normalQuantile } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { emitContinuous } from '../sampling/emit.js';
import { createGuide } from '../sampling/guide.js';
import { countSorted } from '../values/sorted-counts.js';
import { kernelSegments } from './kde.js';
import { type ZMap, zMapOfQuantile, zMapOfSegments } from './z-map.js';

const at = (map: ZMap, ...z: number[]): number[] => {
  const out = new Float64Array(z.length);
  emitContinuous(out, 0, Float64Array.from(z), 0, z.length, 1, map, createGuide(map.zHigh));
  return [...out];
};

describe('zMapOfSegments', () => {
  const map = zMapOfSegments({
    low: Float64Array.of(0, 5, 6),
    high: Float64Array.of(0, 6, 10),
    mass: Float64Array.of(50, 25, 25),
  });

  it('gives values of their own their share and spreads the rest evenly', () => {
    expect(at(map, -9, -1, -1e-9)).toEqual([0, 0, 0]);
    for (const p of [0.51, 0.6, 0.74]) expect(at(map, normalQuantile(p))[0]).toBeCloseTo(5 + (p - 0.5) * 4, 3);
    for (const p of [0.76, 0.9, 0.999]) expect(at(map, normalQuantile(p))[0]).toBeCloseTo(6 + (p - 0.75) * 16, 2);
    expect(at(map, 30)[0]).toBeCloseTo(10, 9);
  });

  it('never falls', () => {
    const values = at(map, ...Array.from({ length: 4001 }, (_, i) => (i - 2000) / 250));
    values.forEach((value, i) => {
      if (i > 0) expect(value).toBeGreaterThanOrEqual(values[i - 1]!);
    });
  });
});

describe('zMapOfQuantile', () => {
  it('follows the quantile function', () => {
    const { quantile } = betaDistribution({ a: 0.7, b: 3, loc: -2, scale: 10 });
    const map = zMapOfQuantile(quantile);
    for (const z of [-4, -1.237, 0.005, 1.111, 3.3]) expect(at(map, z)[0]).toBeCloseTo(quantile(normalCdf(z)), 3);
  });
});

describe('kernelSegments', () => {
  it('smooths within the bounds', () => {
    const data = countSorted(Float64Array.from({ length: 200 }, (_, i) => normalQuantile((i + 0.5) / 200)));
    const { low, high } = kernelSegments(data);
    expect([low[0], high.at(-1)]).toEqual([data.values[0], data.values.at(-1)]);
    // Mean 0; the kernels widen the standard deviation by a factor √(1 + h²), h = 200^(−1/5) = .35, less what is cut off.
    const centres = Array.from(low, (x, k) => (x + high[k]!) / 2);
    expect(centres.reduce((sum, x) => sum + x, 0) / centres.length).toBeCloseTo(0, 2);
    const sd = Math.sqrt(centres.reduce((sum, x) => sum + x * x, 0) / centres.length);
    expect(sd).toBeGreaterThan(0.98);
    expect(sd).toBeLessThan(1.06);
  });
});
