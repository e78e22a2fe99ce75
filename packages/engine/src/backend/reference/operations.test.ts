import type { Span } from '@cvd/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createProgram, type ProgramBuilder } from '../../program/builder.js';
import { drawn, drawnIntegers } from '../../testing/backend-kit/values.js';
import type { BufferValues, Clock } from '../backend.js';
import { createReferenceBackend } from './reference-backend.js';

/** Records a routine, runs it once from the given values and gives back all outputs. */
const run = async (
  start: Readonly<Record<string, BufferValues>>,
  record: (define: ProgramBuilder) => void,
  clock: Clock = { step: 0 },
): Promise<Record<string, number[]>> => {
  const program = createProgram(record);
  const loaded = await createReferenceBackend().load(program, { key: [1, 2] });
  for (const [name, values] of Object.entries(start)) loaded.write(name, values);
  loaded.run('go', clock);
  const outputs: Record<string, number[]> = {};
  for (const { name, role } of program.buffers) if (role !== 'input') outputs[name] = [...(await loaded.read(name))];
  return outputs;
};

const real = (...values: number[]): Float64Array => Float64Array.from(values);

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

describe('the reference backend by hand', () => {
  it('matmul: sums its terms, a bias and what was there', async () => {
    const { y } = await run(
      {
        a: real(1, 2, 3, 4),
        b: real(5, 6, 7, 8),
        c: real(10, 20),
        d: real(1, -1),
        bias: real(0.5, 0.25),
        y: real(1, 2, 3, -1000),
      },
      (define) => {
        const [a, b] = [define.input('a', 2, 2), define.input('b', 2, 2)];
        const [c, d, bias] = [define.input('c', 2, 1), define.input('d', 1, 2), define.input('bias', 1, 2)];
        const y = define.state('y', 2, 2);
        define.routine('go', (op) =>
          op.matmul({
            out: y,
            terms: [
              { a, b },
              { a: c, b: d },
            ],
            bias,
            accumulate: true,
            activation: 'relu',
          }),
        );
      },
    );
    // [19 22; 43 50] + [10 −10; 20 −20] + bias + start, then ReLU.
    expect(y).toEqual([30.5, 14.25, 66.5, 0]);
  });

  it('gatherRows: −1 picks nothing', async () => {
    const { y } = await run(
      { table: real(1, 2, 3, 4, 5, 6), at: Int32Array.of(2, 0, -1, -1), values: real(10, 1, 7, 7), bias: real(0.5, 0) },
      (define) => {
        const [table, at] = [define.input('table', 3, 2), define.input('at', 2, 2, 'i32')];
        const [values, bias] = [define.input('values', 2, 2), define.input('bias', 1, 2)];
        const y = define.output('y', 2, 2);
        define.routine('go', (op) => op.gatherRows({ out: y, table, indices: at, values, bias }));
      },
    );
    expect(y).toEqual([51.5, 62, 0.5, 0]);
  });

  it('squaredNorms: groups are rows of one remainder', async () => {
    const { n } = await run({ x: real(1, 2, 3, 4, 5, 6, 7, 8) }, (define) => {
      const [x, n] = [define.input('x', 4, 2), define.output('n', 2, 1)];
      define.routine('go', (op) => op.squaredNorms({ out: n, x }));
    });
    expect(n).toEqual([1 + 4 + 25 + 36, 9 + 16 + 49 + 64]);
  });

  it('gradientPenalty: norms 0, 1 and 3', async () => {
    const { c, loss } = await run({ n: real(0, 1, 9) }, (define) => {
      const [n, c, loss] = [define.input('n', 3, 1), define.output('c', 3, 1), define.output('loss', 1, 1)];
      define.routine('go', (op) => op.gradientPenalty({ squaredNorms: n, coefficient: c, loss, lambda: 6 }));
    });
    expect(loss).toEqual([2 * (1 + 0 + 4)]);
    [0, 0, 4 * (2 / 3)].forEach((value, i) => {
      expect(c![i]).toBeCloseTo(value, 15);
    });
  });

  it('clamp, mixRows, scaleRows', async () => {
    const outputs = await run(
      { a: real(1, 2, 3, 4), b: real(-1, 0, 1, 2), w: real(0.25, 1), x: real(-3, 0, 9, 1) },
      (define) => {
        const [a, b, w] = [define.input('a', 2, 2), define.input('b', 2, 2), define.input('w', 2, 1)];
        const [x, mixed, scaled] = [
          define.state('x', 2, 2),
          define.output('mixed', 2, 2),
          define.output('scaled', 2, 2),
        ];
        define.routine('go', (op) => {
          op.clamp({ x, low: -1, high: 2 });
          op.mixRows({ out: mixed, a, b, weight: w });
          op.scaleRows({ out: scaled, x: a, scale: w });
        });
      },
    );
    expect(outputs).toEqual({ x: [-1, 0, 2, 1], mixed: [-0.5, 0.5, 3, 4], scaled: [0.25, 0.5, 3, 4] });
  });

  it('batchNorm: a column of mean 2 and variance 1', async () => {
    const { y, mean, variance } = await run({ x: real(1, 3), gamma: real(2), beta: real(-1) }, (define) => {
      const [x, gamma, beta] = [define.input('x', 2, 1), define.input('gamma', 1, 1), define.input('beta', 1, 1)];
      const [y, mean, variance] = [
        define.output('y', 2, 1),
        define.output('mean', 1, 1),
        define.output('variance', 1, 1),
      ];
      define.routine('go', (op) =>
        op.batchNorm({ out: y, x, gamma, beta, mean, variance, epsilon: 3, activation: 'relu' }),
      );
    });
    expect([mean, variance, y]).toEqual([[2], [1], [0, 0]]);
    const { y: plain } = await run({ x: real(1, 3), gamma: real(2), beta: real(-1) }, (define) => {
      const [x, gamma, beta] = [define.input('x', 2, 1), define.input('gamma', 1, 1), define.input('beta', 1, 1)];
      const [y, mean, variance] = [
        define.output('y', 2, 1),
        define.output('mean', 1, 1),
        define.output('variance', 1, 1),
      ];
      define.routine('go', (op) => op.batchNorm({ out: y, x, gamma, beta, mean, variance, epsilon: 3 }));
    });
    expect(plain).toEqual([-2, 0]);
  });
});

describe('the reference backend by its properties', () => {
  const sizes = fc.tuple(
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 9 }),
  );

  it('transposing a product swaps and transposes its factors', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async ([m, k, n]) => {
        const start = { a: drawn('a', m * k), b: drawn('b', k * n) };
        const { product, left, right, there } = await run(start, (define) => {
          const [a, b] = [define.input('a', m, k), define.input('b', k, n)];
          const product = define.output('product', m, n);
          const [left, right, back] = [
            define.output('left', n, m),
            define.output('right', n, m),
            define.output('there', m, n),
          ];
          define.routine('go', (op) => {
            op.matmul({ out: product, terms: [{ a, b }] });
            op.transpose({ out: left, x: product });
            op.transpose({ out: back, x: left });
            op.matmul({ out: right, terms: [{ a: b, b: a }], transposeA: true, transposeB: true });
          });
        });
        left!.forEach((value, i) => {
          expect(Math.abs(value - right![i]!)).toBeLessThan(1e-14);
        });
        expect(there).toEqual(product);
      }),
      { numRuns: 25, seed: 1 },
    );
  });

  it('scattering is the transpose of gathering: ⟨gather(T), X⟩ = ⟨T, scatter(X)⟩', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.boolean(), async ([rows, height, places], valued) => {
        const cols = 4;
        const start = {
          table: drawn('table', height * cols),
          x: drawn('x', rows * cols),
          at: drawnIntegers(`${rows}/${height}`, rows * places, -1, height),
          ...(valued && { values: drawn('values', rows * places) }),
        };
        const { gathered, scattered } = await run(start, (define) => {
          const [table, x] = [define.input('table', height, cols), define.input('x', rows, cols)];
          const indices = define.input('at', rows, places, 'i32');
          const values = valued ? define.input('values', rows, places) : null;
          const [gathered, scattered] = [
            define.output('gathered', rows, cols),
            define.output('scattered', height, cols),
          ];
          define.routine('go', (op) => {
            op.gatherRows({ out: gathered, table, indices, values });
            op.scatterRows({ table: scattered, x, indices, values });
          });
        });
        expect(dot(gathered!, start.x)).toBeCloseTo(dot(start.table, scattered!), 10);
      }),
      { numRuns: 25, seed: 2 },
    );
  });
});

const choice = (start: number, width: number): Span => ({ start, width, activation: 'softmax' });

describe('sampleSpans', () => {
  const spans: Span[] = [choice(0, 3), { start: 3, width: 1, activation: 'tanh' }, choice(4, 5)];
  const logits = [0.3, -1, 1.2, 0.4, 2, 0, -0.7, 0.1, -3];
  const rows = 20_000;

  const sample = (noise: boolean): Promise<Record<string, number[]>> =>
    run({ logits: Float64Array.from({ length: rows * 9 }, (_, i) => logits[i % 9]!) }, (define) => {
      const x = define.input('logits', rows, 9);
      const [codes, scalars] = [define.output('codes', rows, 2, 'i32'), define.output('scalars', rows, 1)];
      const draws = noise ? define.stream() : null;
      define.routine('go', (op) => op.sampleSpans({ logits: x, spans, codes, scalars, noise: draws }));
    });

  it('draws each choice as often as its softmax says, independently of the others', async () => {
    const { codes, scalars } = await sample(true);
    expect(new Set(scalars)).toEqual(new Set([scalars![0]]));
    expect(scalars![0]).toBeCloseTo(Math.tanh(0.4), 15);
    const shares = (from: number, width: number): number[] => {
      const powers = logits.slice(from, from + width).map(Math.exp);
      const sum = powers.reduce((a, b) => a + b);
      return powers.map((power) => power / sum);
    };
    const [first, second] = [shares(0, 3), shares(4, 5)];
    let statistic = 0;
    for (let a = 0; a < 3; a++) {
      for (let b = 0; b < 5; b++) {
        const expected = rows * first[a]! * second[b]!;
        let count = 0;
        for (let r = 0; r < rows; r++) if (codes![2 * r] === a && codes![2 * r + 1] === b) count++;
        statistic += (count - expected) ** 2 / expected;
      }
    }
    // Chi-squared with 14 degrees of freedom: above 42.6 for one seed in 10,000.
    expect(statistic).toBeLessThan(42.6);
  });

  it('takes the mode without noise', async () => {
    const { codes } = await sample(false);
    expect(new Set(codes!.filter((_, i) => i % 2 === 0))).toEqual(new Set([2]));
    expect(new Set(codes!.filter((_, i) => i % 2 === 1))).toEqual(new Set([0]));
  });

  it('makes a row the same whichever rows are beside it, where rows are named', async () => {
    const make = async (names: readonly number[]): Promise<number[]> => {
      const count = names.length;
      const { codes } = await run(
        {
          rows: Int32Array.from(names.flatMap((row) => [row, 0])),
          logits: Float64Array.from({ length: count * 9 }, (_, i) => logits[i % 9]!),
        },
        (define) => {
          const [x, named] = [define.input('logits', count, 9), define.input('rows', count, 2, 'i32')];
          const [codes, scalars] = [define.output('codes', count, 2, 'i32'), define.output('scalars', count, 1)];
          const noise = define.stream(named);
          define.routine('go', (op) => op.sampleSpans({ logits: x, spans, codes, scalars, noise }));
        },
        { step: names.length },
      );
      return codes!;
    };
    const many = await make(Array.from({ length: 50 }, (_, i) => i));
    const few = await make([17, 3, 49]);
    expect(few).toEqual([17, 3, 49].flatMap((row) => many.slice(2 * row, 2 * row + 2)));
  });
});
