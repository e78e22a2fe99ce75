import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countSorted } from '../values/sorted-counts.js';
import { families } from './families.js';
import type { MarginalKind } from './marginal.js';

interface Case {
  readonly kind: MarginalKind;
  readonly values: readonly number[];
  readonly nll: number;
}

const { cases } = JSON.parse(readFileSync(new URL('./fixtures/marginal-fits.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Case[];
};

describe('maximum likelihood', () => {
  it.each(cases.map((c, i) => [`${c.kind} ${i}`, c] as const))(
    'of %s is no worse than SciPy’s',
    (_, { kind, values, nll }) => {
      const family = families.get(kind)!;
      const parameters = family.fit(countSorted(Float64Array.from(values)), 0);
      const { logPdf } = family.distribution(parameters);
      const own = -values.reduce((sum, x) => sum + logPdf(x), 0);
      expect(own - nll).toBeLessThan(1e-6 * values.length);
      expect(nll - own).toBeLessThan(1e-3 * values.length); // and not of another problem
    },
  );

  it('weighs values by their rows', () => {
    const once = countSorted(Float64Array.of(1, 1, 1, 2, 4, 4));
    const twice = { ...once, counts: once.counts.map((count) => 2 * count), total: 2 * once.total };
    for (const [kind, family] of families) {
      if (kind === 'uniform') continue; // its bounds depend on the number of rows
      const [a, b] = [family.fit(once, 0.5), family.fit(twice, 0.5)];
      for (const name of Object.keys(a)) expect(b[name], `${kind} ${name}`).toBeCloseTo(a[name]!, 5);
    }
  });

  it('survives two values and extremes', () => {
    for (const values of [
      [0, 1],
      [-1e12, 1e12],
      [1e-9, 2e-9, 3e-9],
      [5, 5, 5, 5, 5, 5, 6],
    ]) {
      for (const [kind, family] of families) {
        const { quantile } = family.distribution(family.fit(countSorted(Float64Array.from(values)), 0));
        const middle = quantile(0.5);
        expect(Number.isFinite(middle), `${kind} of ${values}`).toBe(true);
        expect(quantile(0.9)).toBeGreaterThanOrEqual(middle);
      }
    }
  });
});
