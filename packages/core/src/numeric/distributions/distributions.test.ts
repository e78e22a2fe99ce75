import { describe, expect, it } from 'vitest';
import { DomainError } from '../../errors/domain-error.js';
import { exp } from '../exp.js';
import { readFixture } from '../fixtures/compare.js';
import { betaDistribution } from './beta-distribution.js';
import type { Distribution } from './distribution.js';
import { gammaDistribution } from './gamma-distribution.js';
import { normalDistribution } from './normal-distribution.js';
import { truncatedNormalDistribution } from './truncated-normal-distribution.js';
import { uniformDistribution } from './uniform-distribution.js';

const create = {
  beta: betaDistribution as (p: never) => Distribution,
  gamma: gammaDistribution as (p: never) => Distribution,
  normal: normalDistribution as (p: never) => Distribution,
  truncatedNormal: truncatedNormalDistribution as (p: never) => Distribution,
  uniform: uniformDistribution as (p: never) => Distribution,
};

interface Case {
  readonly family: keyof typeof create;
  readonly parameters: object;
  /** x, then SciPy's log density, distribution and survival function there. */
  readonly rows: readonly [x: number, logPdf: number, cdf: number, sf: number][];
}

const cases = readFixture<Case[]>('distributions');
const close = (got: number, truth: number): number => Math.abs(got - truth) / Math.max(Math.abs(truth), 1e-300);

describe.each(cases)('$family $parameters', ({ family, parameters, rows }) => {
  const distribution = create[family](parameters as never);

  it('equals SciPy to 1e-10', () => {
    expect(rows.length).toBeGreaterThan(5);
    for (const [x, logPdf, cdf, sf] of rows) {
      expect(Math.abs(distribution.logPdf(x) - logPdf)).toBeLessThan(1e-10 * Math.max(1, Math.abs(logPdf)));
      expect(close(distribution.cdf(x), cdf)).toBeLessThan(1e-10);
      expect(close(distribution.sf(x), sf)).toBeLessThan(1e-10);
    }
  });

  it('has a quantile that inverts the distribution function', () => {
    for (const p of [1e-3, 0.2, 0.5, 0.8, 0.999]) {
      expect(close(distribution.cdf(distribution.quantile(p)), p)).toBeLessThan(1e-9);
    }
    expect([distribution.quantile(0), distribution.quantile(1)]).toEqual(distribution.support);
    expect(distribution.quantile(-0.1)).toBeNaN();
    expect(distribution.quantile(1.1)).toBeNaN();
  });

  it('has the density as the slope of the distribution function', () => {
    for (const p of [0.1, 0.4, 0.7]) {
      const x = distribution.quantile(p);
      const h = 1e-5 * (distribution.quantile(0.75) - distribution.quantile(0.25));
      const slope = (distribution.cdf(x + h) - distribution.cdf(x - h)) / (2 * h);
      expect(close(slope, exp(distribution.logPdf(x)))).toBeLessThan(1e-4);
    }
  });

  it('is 0 and 1 beyond the ends of its support, and NaN for NaN', () => {
    const [low, high] = distribution.support;
    expect([distribution.cdf(low - 1), distribution.sf(low - 1)]).toEqual([0, 1]);
    expect([distribution.cdf(high + 1), distribution.sf(high + 1)]).toEqual([1, 0]);
    expect(distribution.logPdf(low - 1)).toBe(-Infinity);
    expect(distribution.cdf(NaN)).toBeNaN();
    expect(distribution.logPdf(NaN)).toBeNaN();
  });
});

describe('parameters', () => {
  it('out of range are refused with the parameter named', () => {
    expect(() => betaDistribution({ a: 0, b: 1 })).toThrow(DomainError);
    expect(() => betaDistribution({ a: 1, b: 1, scale: -2 })).toThrow(/scale .* -2/);
    expect(() => gammaDistribution({ shape: NaN })).toThrow(/shape/);
    expect(() => gammaDistribution({ shape: 1, loc: Infinity })).toThrow(/loc/);
    expect(() => normalDistribution({ mean: 0, sd: 0 })).toThrow(/sd/);
    expect(() => truncatedNormalDistribution({ mean: 0, sd: 1, low: 2, high: 2 })).toThrow(/low must be below high/);
    expect(() => uniformDistribution({ low: 1, high: 0 })).toThrow(DomainError);
  });

  it('far in a tail keep a truncated normal a distribution', () => {
    const far = truncatedNormalDistribution({ mean: 0, sd: 1, low: 60, high: Infinity });
    // Beyond 60, (x − 60)·60 is nearly exponential.
    expect(far.quantile(0.5)).toBeCloseTo(60 + Math.LN2 / 60, 4);
    expect(far.cdf(far.quantile(0.25))).toBeCloseTo(0.25, 10);
  });
});
