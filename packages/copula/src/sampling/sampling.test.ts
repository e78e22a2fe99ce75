import { beforeAll, describe, expect, it } from 'vitest';
import { continuous, discrete, draw, encoded, fit, fitContext } from '../../test/support/encoded.js';
import { cutInto, gaussianRows } from '../../test/support/gaussian.js';
import { copulaMethod } from '../copula-method.js';

const R = [
  [1, 0.7, 0.2],
  [0.7, 1, -0.3],
  [0.2, -0.3, 1],
];
const specs = [continuous('x'), discrete('k', 5), continuous('y', { decimals: 1 })];

describe('rows of a model', () => {
  let model: Awaited<ReturnType<typeof fit>>;
  beforeAll(async () => {
    const [x, k, y] = gaussianRows(R, 3000) as [Float64Array, Float64Array, Float64Array];
    model = await fit(encoded(specs, [x, cutInto(k, [-1, -0.3, 0.2, 1.5]), y.map((v) => Math.round(v * 10) / 10)]));
  });

  const conditions = [
    [],
    [
      { kind: 'continuous', column: 0, intervals: [{ low: 0.5, high: Infinity }] } as const,
      { kind: 'discrete', column: 1, codes: [0, 3] } as const,
    ],
  ];
  it.each(conditions)('are the same whatever rows they are drawn with (conditions %#)', async (...where) => {
    const all = await draw(model, 500, { where });
    for (const start of [0, 1, 127, 128, 400]) {
      const part = await draw(model, 100, { where, start });
      part.columns.forEach((values, c) => {
        expect([...values]).toEqual([...all.columns[c]!.subarray(start, start + 100)]);
      });
    }
    const lone = await draw(model, 1, { where, start: 333 });
    expect(lone.columns.map((values) => values[0])).toEqual(all.columns.map((values) => values[333]));
  });

  it.each(conditions)('differ by seed and by attempt (conditions %#)', async (...where) => {
    const x = async (options: object): Promise<number[]> => [
      ...(await draw(model, 50, { where, ...options })).columns[0]!,
    ];
    const first = await x({});
    expect(await x({ seed: 2 })).not.toEqual(first);
    expect(await x({ attempt: 1 })).not.toEqual(first);
    expect(await x({})).toEqual(first);
  });

  it('are the same after saving and restoring', async () => {
    const restored = copulaMethod.restore(model.save(), fitContext().options);
    for (const where of conditions) {
      expect(await draw(restored, 300, { where: [...where] })).toEqual(await draw(model, 300, { where: [...where] }));
    }
    expect(restored.describe()).toEqual(model.describe());
    expect(restored.save()).toEqual(model.save());
  });

  it('can be as many as none, and lie beyond 2³²', async () => {
    expect((await draw(model, 0)).columns.map(({ length }) => length)).toEqual([0, 0, 0]);
    const far = await draw(model, 4, { start: 2 ** 32 });
    const near = await draw(model, 4);
    expect([...far.columns[0]!]).not.toEqual([...near.columns[0]!]);
  });
});
