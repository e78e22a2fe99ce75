import { describe, expect, it } from 'vitest';
import { bivariateNormalCdf, bivariateNormalRectangle } from './bivariate-normal.js';
import { type FixtureRow, readFixture, worstError } from './fixtures/compare.js';
import { normalCdf, normalInterval } from './normal.js';

const rows = readFixture<FixtureRow[]>('bivariate-normal');

describe('bivariateNormalCdf', () => {
  it('is within 1e-15 of the true value for every correlation', () => {
    // With floor 1 the error is absolute.
    expect(worstError(rows, bivariateNormalCdf, { floor: 1 }).error).toBeLessThan(1e-15);
  });

  it('is within 1e-10 of the true value, relatively, down to 1e-6', () => {
    expect(worstError(rows, bivariateNormalCdf, { floor: 1e-6 }).error).toBeLessThan(1e-10);
  });

  it('keeps the limits', () => {
    expect(bivariateNormalCdf(Infinity, 1, 0.5)).toBe(normalCdf(1));
    expect(bivariateNormalCdf(-1, Infinity, 0.5)).toBe(normalCdf(-1));
    expect(bivariateNormalCdf(-Infinity, Infinity, 0.5)).toBe(0);
    expect(bivariateNormalCdf(0, 0, 1.01)).toBeNaN();
    expect(bivariateNormalCdf(NaN, 0, 0.5)).toBeNaN();
    // Sheppard: P(X ≤ 0, Y ≤ 0) = ¼ + asin(ρ)/2π.
    expect(bivariateNormalCdf(0, 0, 0.5)).toBeCloseTo(1 / 3, 15);
  });
});

describe('bivariateNormalRectangle', () => {
  it('divides the plane without loss', () => {
    const cuts = [-Infinity, -1.5, -0.2, 0.9, 2.5, Infinity];
    for (const rho of [-1, -0.95, -0.4, 0, 0.6, 0.99, 1]) {
      let total = 0;
      for (let i = 1; i < cuts.length; i++) {
        let row = 0;
        for (let j = 1; j < cuts.length; j++) {
          row += bivariateNormalRectangle(cuts[i - 1]!, cuts[i]!, cuts[j - 1]!, cuts[j]!, rho);
        }
        expect(Math.abs(row - normalInterval(cuts[i - 1]!, cuts[i]!))).toBeLessThan(4e-15);
        total += row;
      }
      expect(Math.abs(total - 1)).toBeLessThan(1e-14);
    }
  });

  it('keeps its relative accuracy in the far corners, alike in all four', () => {
    const corner = bivariateNormalRectangle(-8, -6, -7, -5, 0);
    expect(corner / (normalInterval(6, 8) * normalInterval(5, 7))).toBeCloseTo(1, 12);
    expect(bivariateNormalRectangle(6, 8, 5, 7, 0)).toBe(corner);
    expect(bivariateNormalRectangle(-8, -6, 5, 7, -0)).toBe(corner);
    expect(bivariateNormalRectangle(1, 1, 0, 1, 0.5)).toBe(0);
  });
});
