import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBits, setBit } from '../table/bits.js';
import type { Column } from '../table/column.js';
import { gatherColumn } from '../table/gather-rows.js';
import {
  boundaryAdherence,
  type ColumnMetric,
  categoryAdherence,
  categoryCoverage,
  contingencySimilarity,
  correlationSimilarity,
  keyUniqueness,
  ksComplement,
  missingValueSimilarity,
  rangeCoverage,
  statisticSimilarity,
  tvComplement,
} from './index.js';
import { booleans, integers, numbers, texts } from './test-columns.js';

fc.configureGlobal({ seed: Number(process.env.CVD_FUZZ_SEED ?? 1), numRuns: 200 });

const gaps = <Value>(value: fc.Arbitrary<Value>, length: number): fc.Arbitrary<(Value | null)[]> =>
  fc.array(fc.option(value, { freq: 6 }), { minLength: length, maxLength: length });

const float = fc.oneof(
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
  fc.integer({ min: -4, max: 4 }).map((i) => i / 2),
);

// Within 104 days, so that differences are exact; farther apart nanoseconds are told apart to one part in 2⁵³.
const timestamps = (length: number): fc.Arbitrary<Column> =>
  fc
    .tuple(gaps(fc.bigInt({ min: 10n ** 18n, max: 10n ** 18n + 2n ** 53n }), length), fc.boolean())
    .map(([values, coarse]) => {
      const validity = createBits(length);
      for (const [row, value] of values.entries()) if (value !== null) setBit(validity, row);
      const nanoseconds = BigInt64Array.from(values, (value) => (coarse ? (value ?? 0n) / 10n ** 15n : (value ?? 0n)));
      return { type: 'timestamp', length, validity, values: nanoseconds, unit: 'ns', timezone: null };
    });

const continuous = (length: number): fc.Arbitrary<Column> =>
  fc.oneof(
    gaps(float, length).map((values) => numbers(...values)),
    gaps(fc.bigInt({ min: 2n ** 61n - 9n, max: 2n ** 61n }), length).map((values) => integers(...values)),
    timestamps(length),
  );

const discrete = (length: number): fc.Arbitrary<Column> =>
  fc.oneof(
    gaps(fc.constantFrom('', 'a', 'b', 'ä', '\u0000', 'a,b'), length).map((values) => texts(...values)),
    gaps(fc.boolean(), length).map((values) => booleans(...values)),
    gaps(fc.integer({ min: 0, max: 3 }), length).map((values) => numbers(...values)),
  );

type Kind = (length: number) => fc.Arbitrary<Column>;

/** A column and another of the same kind and type, of any lengths. */
const pairOf = (kind: Kind): fc.Arbitrary<[Column, Column]> =>
  fc
    .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }))
    .chain(([a, b]) => fc.tuple(kind(a), kind(b)))
    .filter(([a, b]) => a.type === b.type);

/** The score; NaN also where the metric refuses, which must then be by its own typed error. */
const scoreOf = (compute: () => { readonly score: number }): number => {
  try {
    return compute().score;
  } catch (error) {
    expect(error).toMatchObject({ code: 'CVD_METRIC_INPUT' });
    return Number.NaN;
  }
};

const reversed = (column: Column): Column =>
  gatherColumn(
    column,
    Array.from({ length: column.length }, (_, row) => column.length - 1 - row),
  );

const shuffled = (column: Column, by: number): Column =>
  gatherColumn(
    column,
    Array.from({ length: column.length }, (_, row) => (row + by) % column.length),
  );

interface Subject {
  readonly metric: ColumnMetric;
  readonly kind: Kind;
  readonly symmetric: boolean;
  readonly perfectOnIdentical: boolean;
}

const subjects: readonly Subject[] = [
  { metric: ksComplement, kind: continuous, symmetric: true, perfectOnIdentical: true },
  // Not symmetric: a category unseen in the real table is given a millionth of a row there.
  { metric: tvComplement, kind: discrete, symmetric: false, perfectOnIdentical: true },
  { metric: boundaryAdherence, kind: continuous, symmetric: false, perfectOnIdentical: true },
  { metric: categoryAdherence, kind: discrete, symmetric: false, perfectOnIdentical: true },
  { metric: keyUniqueness, kind: discrete, symmetric: false, perfectOnIdentical: false },
  { metric: missingValueSimilarity, kind: continuous, symmetric: true, perfectOnIdentical: true },
  { metric: rangeCoverage, kind: continuous, symmetric: false, perfectOnIdentical: true },
  { metric: categoryCoverage, kind: discrete, symmetric: false, perfectOnIdentical: true },
  { metric: statisticSimilarity, kind: continuous, symmetric: false, perfectOnIdentical: true },
];

describe.each(subjects.map((subject) => [subject.metric.name, subject] as const))('%s', (_, subject) => {
  const { metric, kind, symmetric, perfectOnIdentical } = subject;

  it('says what it is', () => {
    expect(metric).toMatchObject({ goal: 'maximize', minValue: 0, maxValue: 1 });
  });

  it('stays within its bounds, and does not depend on the order of rows', () => {
    fc.assert(
      fc.property(pairOf(kind), ([real, synthetic]) => {
        const score = scoreOf(() => metric.compute(real, synthetic));
        if (!Number.isNaN(score)) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
        const turned = scoreOf(() => metric.compute(reversed(real), reversed(synthetic)));
        if (Number.isNaN(score)) expect(turned).toBeNaN();
        else expect(turned).toBeCloseTo(score, 9);
        if (!symmetric) return;
        const swapped = scoreOf(() => metric.compute(synthetic, real));
        if (Number.isNaN(score)) expect(swapped).toBeNaN();
        else expect(swapped).toBeCloseTo(score, 12);
      }),
    );
  });

  if (!perfectOnIdentical) return;
  it('is 1 for a column against itself in another order, or not defined', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }).chain(kind), fc.nat(), (column, by) => {
        const score = scoreOf(() => metric.compute(column, shuffled(column, by)));
        if (!Number.isNaN(score)) expect(score).toBeCloseTo(1, 9);
      }),
    );
  });
});

/** Pearson's correlation of the real table; NaN where there is none. */
const correlationOf = (real: readonly [Column, Column]): number =>
  scoreOf(() => ({ score: correlationSimilarity.compute(real, real).real }));

const twoOf = (kind: Kind): fc.Arbitrary<[readonly [Column, Column], readonly [Column, Column]]> =>
  fc
    .tuple(fc.integer({ min: 2, max: 30 }), fc.integer({ min: 2, max: 30 }))
    .chain(([a, b]) => fc.tuple(fc.tuple(kind(a), kind(a)), fc.tuple(kind(b), kind(b))))
    .filter(([real, synthetic]) => real.every((column, i) => column.type === synthetic[i]!.type));

describe.each([
  ['CorrelationSimilarity', correlationSimilarity, continuous],
  ['ContingencySimilarity', contingencySimilarity, discrete],
] as const)('%s', (_, metric, kind) => {
  it('stays within 0 and 1, whichever table and column comes first and whatever the order of rows', () => {
    fc.assert(
      fc.property(twoOf(kind), ([real, synthetic]) => {
        const score = scoreOf(() => metric.compute(real, synthetic));
        // A real correlation of 0 has no score, and rounding decides whether it is 0.
        fc.pre(metric !== correlationSimilarity || !(Math.abs(correlationOf(real)) < 1e-9));
        const others = [
          scoreOf(() => metric.compute([real[1], real[0]], [synthetic[1], synthetic[0]])),
          scoreOf(() => metric.compute([reversed(real[0]), reversed(real[1])], synthetic)),
        ];
        if (metric === contingencySimilarity) others.push(scoreOf(() => metric.compute(synthetic, real)));
        for (const other of others) {
          if (Number.isNaN(score)) expect(other).toBeNaN();
          else expect(other).toBeCloseTo(score, 9);
        }
        if (Number.isNaN(score)) return;
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is 1 for a table against itself, or not defined', () => {
    fc.assert(
      fc.property(twoOf(kind), ([real]) => {
        const score = scoreOf(() => metric.compute(real, real));
        if (!Number.isNaN(score)) expect(score).toBe(1);
      }),
    );
  });
});
