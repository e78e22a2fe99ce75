import { describe, expect, it } from 'vitest';
import { continuous, discrete, encoded, fit } from '../../test/support/encoded.js';
import { cutInto, gaussianRows } from '../../test/support/gaussian.js';
import { categoryEffects } from './category-effects.js';

type Described = { readonly marginals: Record<string, { readonly order: number[] }> };

/** Category code that stands for level k. */
const alias = [3, 0, 4, 1, 2];
const cuts = [-1, -0.2, 0.4, 1.2];

const orderOf = async (
  name: string,
  specs: Parameters<typeof encoded>[0],
  columns: Parameters<typeof encoded>[1],
): Promise<number[]> => {
  const { order } = ((await fit(encoded(specs, columns))).describe() as unknown as Described).marginals[name]!;
  return order[0] === alias[0] ? order : order.toReversed();
};

describe('the order of categories', () => {
  const [z, w, v] = gaussianRows(
    [
      [1, 0.6, 0.7],
      [0.6, 1, 0.4],
      [0.7, 0.4, 1],
    ],
    4000,
  ) as [Float64Array, Float64Array, Float64Array];
  const nominal = cutInto(z, cuts).map((level) => alias[level]!);

  it('is found from a numeric column', async () => {
    expect(await orderOf('k', [discrete('k', 5), continuous('w')], [nominal, w])).toEqual(alias);
  });

  it('is found from ordinal and binary columns', async () => {
    const specs = [discrete('o', 3, { ordered: true }), discrete('k', 5), discrete('b', 2)];
    expect(await orderOf('k', specs, [cutInto(w, [-0.5, 0.5]), nominal, cutInto(v, [0])])).toEqual(alias);
  });

  it('is found from a nominal column that a third column orders', async () => {
    const specs = [discrete('k', 5), discrete('l', 5), discrete('b', 2)];
    const other = cutInto(v, cuts).map((level) => alias[level]!);
    expect(await orderOf('k', specs, [nominal, other, cutInto(w, [0])])).toEqual(alias);
  });

  it('is the given one where the column has an order, and that of the codes where nothing is known', async () => {
    const ordered = await fit(encoded([discrete('k', 5, { ordered: true }), continuous('w')], [nominal, w]));
    expect((ordered.describe() as unknown as Described).marginals.k!.order).toEqual([0, 1, 2, 3, 4]);
    const alone = await fit(encoded([discrete('k', 5)], [nominal]));
    expect((alone.describe() as unknown as Described).marginals.k!.order).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('categoryEffects', () => {
  it('leaves a deterministic relation as it is', () => {
    const { effects, between } = categoryEffects(Float64Array.of(50, 50), Float64Array.of(-50, 50), 0, 1);
    expect([...effects]).toEqual([-1, 1]);
    expect(between).toBeGreaterThan(0.99);
  });

  it('makes nothing of differences that chance explains', () => {
    // 100 categories of 10 rows with means of standard deviation 1/√10: what independence gives.
    const rows = new Float64Array(100).fill(10);
    const sums = Float64Array.from({ length: 100 }, (_, k) => (k & 1 ? 10 : -10) / Math.sqrt(10));
    expect(categoryEffects(rows, sums, 0, 1).between).toBeLessThan(0.002);
  });
});
