import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contingency, contingencyDistance } from './contingency.js';
import { cramersV } from './cramers-v.js';

fc.configureGlobal({ seed: Number(process.env.CVD_FUZZ_SEED ?? 1), numRuns: 200 });

/** Rows of code pairs for both tables, and code ranges that take the dense or the sorted way. */
const tables = fc
  .record({ height: fc.integer({ min: 1, max: 12 }), width: fc.integer({ min: 1, max: 9 }), sparse: fc.boolean() })
  .chain(({ height, width, sparse }) => {
    const row = fc.tuple(fc.nat(height - 1), fc.nat(width - 1));
    const rows = fc.array(row, { minLength: 1, maxLength: 60 });
    // Codes far apart leave more possible cells than the dense table takes.
    const step = sparse ? 1000 : 1;
    return fc.record({
      real: rows,
      synthetic: rows,
      step: fc.constant(step),
      height: fc.constant(height * step),
      width: fc.constant(width * step),
    });
  });

type Rows = readonly (readonly [number, number])[];
const codes = (rows: Rows, side: 0 | 1, step: number): Int32Array => Int32Array.from(rows, (row) => row[side] * step);

/** Share of each combination, the plain way. */
const shares = (rows: Rows): Map<string, number> => {
  const out = new Map<string, number>();
  for (const row of rows) out.set(row.join(), (out.get(row.join()) ?? 0) + 1 / rows.length);
  return out;
};

/** Cramér's V by its definition, over a full table of the values that occur. */
const naiveCramersV = (rows: Rows): number => {
  const firsts = [...new Set(rows.map(([first]) => first))];
  const seconds = [...new Set(rows.map(([, second]) => second))];
  let chiSquared = 0;
  for (const first of firsts) {
    for (const second of seconds) {
      const observed = rows.filter(([a, b]) => a === first && b === second).length;
      const expected =
        (rows.filter(([a]) => a === first).length * rows.filter(([, b]) => b === second).length) / rows.length;
      chiSquared += (observed - expected) ** 2 / expected;
    }
  }
  return Math.sqrt(chiSquared / rows.length / (Math.min(firsts.length, seconds.length) - 1));
};

describe('contingency', () => {
  it('gives the distance of the plain computation, dense and sorted', () => {
    fc.assert(
      fc.property(tables, ({ real, synthetic, step, height, width }) => {
        const a = contingency(codes(real, 0, step), codes(real, 1, step), height, width);
        const b = contingency(codes(synthetic, 0, step), codes(synthetic, 1, step), height, width);
        const [p, q] = [shares(real), shares(synthetic)];
        let distance = 0;
        for (const key of new Set([...p.keys(), ...q.keys()]))
          distance += Math.abs((p.get(key) ?? 0) - (q.get(key) ?? 0));
        expect(contingencyDistance(a, b)).toBeCloseTo(distance / 2, 12);
        expect(contingencyDistance(b, a)).toBeCloseTo(distance / 2, 12);
        expect(a.counts.reduce((sum, count) => sum + count, 0)).toBe(real.length);
      }),
    );
  });

  it("gives Cramér's V of its definition, dense and sorted", () => {
    fc.assert(
      fc.property(tables, ({ real, step, height, width }) => {
        const v = cramersV(contingency(codes(real, 0, step), codes(real, 1, step), height, width));
        const naive = naiveCramersV(real);
        if (Number.isFinite(naive)) expect(v ** 2).toBeCloseTo(naive ** 2, 12);
        else expect(v).toBeNaN();
      }),
    );
  });

  it('does not take memory for combinations that cannot all occur', () => {
    const many = Int32Array.from({ length: 1000 }, (_, row) => row);
    const table = contingency(many, many, 2 ** 26, 2 ** 26);
    expect(table.cells).toHaveLength(1000);
    expect(cramersV(table)).toBeCloseTo(1, 12);
  });
});
