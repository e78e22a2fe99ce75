import type { EncodedColumnSpec, EncodedValues } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { continuous, discrete, draw, encoded, fit } from '../test/support/encoded.js';
import { cutInto, gaussianRows, mean, share } from '../test/support/gaussian.js';

type Fitted = Awaited<ReturnType<typeof fit>>;
const correlation = (model: Fitted, a: string, b: string): number => {
  const { columns, matrix } = model.describe().correlation as { columns: string[]; matrix: number[][] };
  return matrix[columns.indexOf(a)]![columns.indexOf(b)]!;
};

/** Rows with everything in them: ties, missing values, nominal columns, more distinct values than are kept. */
const mixed = (rows: number): { specs: EncodedColumnSpec[]; columns: EncodedValues[] } => {
  const [a, b, c, d] = gaussianRows(
    [
      [1, 0.5, 0.3, 0.2],
      [0.5, 1, 0.1, 0.6],
      [0.3, 0.1, 1, -0.2],
      [0.2, 0.6, -0.2, 1],
    ],
    rows,
  ) as [Float64Array, Float64Array, Float64Array, Float64Array];
  const [noise] = gaussianRows([[1]], rows, 3) as [Float64Array];
  const gone = d.map((z, i) => (0.7 * z + 0.7 * noise[i]! > 0.8 ? 1 : 0));
  return {
    specs: [
      continuous('a'),
      continuous('b', { missing: 'b?' }),
      discrete('b?', 2, { role: 'missing' }),
      discrete('c', 7),
      discrete('d', 6),
      continuous('e', { decimals: 0 }),
    ],
    columns: [
      a,
      b.map((z, i) => (gone[i] ? NaN : z)),
      Int32Array.from(gone),
      cutInto(c, [-1.5, -0.8, 0, 0.4, 0.9, 2]).map((code) => (code * 3) % 7),
      cutInto(d, [-1, -0.5, 0, 0.3, 1]).map((code) => (code * 5) % 6),
      a.map((z, i) => Math.round(2 * z + c[i]!)),
    ],
  };
};

describe('fitting', () => {
  it('gives the same bytes whatever the batches', async () => {
    const { specs, columns } = mixed(4000);
    const first = (await fit(encoded(specs, columns, 4000), { marginalSample: 1000 })).save();
    for (const batch of [1, 7, 500, 512, 3999]) {
      expect((await fit(encoded(specs, columns, batch), { marginalSample: 1000 })).save()).toEqual(first);
    }
  });

  it('learns a column with too many distinct values from a sample, near the whole', async () => {
    const { specs, columns } = mixed(20_000);
    const model = await fit(encoded(specs, columns), { marginalSample: 2000, defaultMarginal: 'empirical' });
    const { columns: made } = await draw(model, 20_000);
    // Sampling error of a mean of 2,000 rows is .022, of a share .011.
    expect(Math.abs(mean(made[0]!) - mean(columns[0]!))).toBeLessThan(0.09);
    for (const x of [-1.5, 0, 1]) {
      expect(Math.abs(share(made[0]!, (v) => v < x) - share(columns[0]!, (v) => v < x))).toBeLessThan(0.045);
    }
  });

  it('keeps the share of missing values and what they depend on', async () => {
    const { specs, columns } = mixed(20_000);
    const model = await fit(encoded(specs, columns));
    const { columns: made } = await draw(model, 20_000);
    const missing = share(columns[2]!, (code) => code === 1);
    const error = Math.sqrt((2 * missing * (1 - missing)) / 20_000);
    expect(Math.abs(share(made[2]!, (code) => code === 1) - missing)).toBeLessThan(4 * error);
    // Missing exactly where the indicator says so.
    expect(Array.from(made[1]!).every((value, i) => Number.isNaN(value) === (made[2]![i] === 1))).toBe(true);
    // Column d is cut from half of what decides on missing values. Sampling error of a rate is at most .02.
    const rate = (table: readonly EncodedValues[], code: number): number => {
      const rows = Array.from(table[4]!, (k, i) => [k, table[2]![i]!] as const).filter(([k]) => k === code);
      return mean(rows.map(([, gone]) => gone));
    };
    for (let code = 0; code < 6; code++) expect(Math.abs(rate(made, code) - rate(columns, code))).toBeLessThan(0.08);
    expect(correlation(model, 'b', 'b?')).toBe(0);
  });

  it('correlates over the rows in which both values are there', async () => {
    const [x, y] = gaussianRows(
      [
        [1, 0.7],
        [0.7, 1],
      ],
      20_000,
    ) as [Float64Array, Float64Array];
    const specs = [
      continuous('x', { missing: 'x?' }),
      discrete('x?', 2, { role: 'missing' }),
      continuous('y', { missing: 'y?' }),
      discrete('y?', 2, { role: 'missing' }),
    ];
    // Half of each gone at random: a quarter of the rows has both.
    const goneX = Int32Array.from(x, (_, i) => i & 1);
    const goneY = Int32Array.from(x, (_, i) => (i >> 1) & 1);
    const model = await fit(
      encoded(specs, [x.map((v, i) => (goneX[i] ? NaN : v)), goneX, y.map((v, i) => (goneY[i] ? NaN : v)), goneY]),
    );
    // Standard error of a correlation .7 over 5,000 rows: .51/√5000 = .0072.
    expect(Math.abs(correlation(model, 'x', 'y') - 0.7)).toBeLessThan(0.029);
  });

  it('lets columns that determine each other share a latent variable', async () => {
    const [z] = gaussianRows(
      [
        [1, 0],
        [0, 1],
      ],
      5000,
    ) as [Float64Array];
    const code = cutInto(z, [-1, 0, 0.5, 1.5]);
    const shuffled = code.map((k) => (k * 2 + 1) % 5);
    const model = await fit(
      encoded(
        [
          discrete('name', 5),
          continuous('number', { decimals: 0 }),
          continuous('less', { decimals: 0 }),
          discrete('fine', 3, { ordered: true }),
        ],
        [shuffled, Float64Array.from(code), Float64Array.from(code, (k) => -2 * k), cutInto(z, [0, 0.5])],
      ),
    );
    const { columns } = await draw(model, 5000);
    const [name, number, less, fine] = columns as [Int32Array, Float64Array, Float64Array, Int32Array];
    for (let i = 0; i < 5000; i++) {
      const k = Math.round(number[i]!);
      expect(name[i]).toBe((k * 2 + 1) % 5);
      expect(less[i]).toBeCloseTo(-2 * k, 9);
      expect(fine[i]).toBe(k <= 1 ? 0 : k === 2 ? 1 : 2);
    }
    expect(correlation(model, 'number', 'less')).toBe(-1);
  });

  it('repairs correlations that no normal distribution has, and says so', async () => {
    // Pairwise complete rows that contradict each other: x ~ y, y ~ z, x ~ −z, each seen in a third of the rows.
    const [z] = gaussianRows(
      [
        [1, 0],
        [0, 1],
      ],
      6000,
    ) as [Float64Array];
    const specs = ['x', 'y', 'z'].flatMap((name) => [
      continuous(name, { missing: `${name}?` }),
      discrete(`${name}?`, 2, { role: 'missing' }),
    ]);
    const gone = [2, 0, 1].map((part) => Int32Array.from(z, (_, i) => (i % 3 === part ? 1 : 0)));
    const noise = gaussianRows(
      [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
      6000,
      5,
    );
    const value = (c: number): Float64Array =>
      z.map((v, i) => (gone[c]![i] ? NaN : (c === 2 && i % 3 === 0 ? -v : v) + 0.3 * noise[c]![i]!));
    const model = await fit(encoded(specs, [value(0), gone[0]!, value(1), gone[1]!, value(2), gone[2]!]));
    const rows = (await draw(model, 100)).columns[0]!;
    expect(rows.length).toBe(100);
    for (const [a, b] of [
      ['x', 'y'],
      ['y', 'z'],
      ['x', 'z'],
    ] as const)
      expect(Math.abs(correlation(model, a, b))).toBeLessThan(0.75);
  });

  it('reads the rows a third time where tables of nominal pairs would be too large', async () => {
    const [a, b] = gaussianRows(
      [
        [1, 0.8],
        [0.8, 1],
      ],
      30_000,
    ) as [Float64Array, Float64Array];
    const cuts = Array.from({ length: 299 }, (_, k) => -3 + (6 * (k + 1)) / 300);
    const specs = [discrete('a', 300), discrete('b', 300), continuous('x')];
    let passes = 0;
    const data = encoded(specs, [
      cutInto(a, cuts),
      cutInto(b, cuts).map((k) => (k * 7) % 300),
      a.map((z, i) => z + 0.3 * b[i]!),
    ]);
    const model = await fit({
      ...data,
      open: () => {
        passes++;
        return data.open();
      },
    });
    expect(passes).toBe(3);
    expect(Math.abs(correlation(model, 'a', 'b'))).toBeGreaterThan(0.7);
  });
});
