import type { Span } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { linearBackward, linearForward, linearInputGradient } from '../../layers/linear.js';
import { createProgram, type ProgramBuilder } from '../../program/builder.js';
import type { Recorder } from '../../program/recorder.js';
import { drawn, drawnGumbel } from '../../testing/backend-kit/values.js';
import { centralDifferences } from '../../testing/central-differences.js';
import type { BufferValues } from '../backend.js';
import { createReferenceBackend } from './reference-backend.js';

/*
 * Every backward pass against central differences in float64. A loss is Σ weight ∘ output with drawn weights, or what the
 * operation calls its loss; 'forward' computes what it is made of, 'backward' the gradients, as '<buffer>/gradient'.
 */

interface Case {
  /** Declares buffers and the routines 'forward' and 'backward'. */
  record(define: ProgramBuilder): void;
  /** Outputs that the loss is the weighted sum of: Σ over buffers and elements of weight × value; weight 1 if not given. */
  readonly losses: Readonly<Record<string, BufferValues | 1>>;
  /** Values of buffers before the check; others are drawn from ±1. */
  readonly start?: Readonly<Record<string, BufferValues>>;
  /** Buffers whose gradients are checked. */
  readonly of: readonly string[];
}

const check = async ({ record, losses, start = {}, of }: Case, tolerance = 1e-8): Promise<void> => {
  const program = createProgram(record);
  const loaded = await createReferenceBackend().load(program, { key: [7, 8] });
  for (const { name, rows, cols, type, role } of program.buffers) {
    const values = start[name] ?? losses[`@${name}`];
    if (values) loaded.write(name, values as BufferValues);
    else if (type === 'f32' && role === 'input') loaded.write(name, Float64Array.from(drawn(name, rows * cols)));
  }
  const clock = { step: 3 };
  const loss = async (): Promise<number> => {
    loaded.run('forward', clock);
    let sum = 0;
    for (const [name, weights] of Object.entries(losses)) {
      const values = await loaded.read(name);
      values.forEach((value, i) => {
        sum += (weights === 1 ? 1 : weights[i]!) * value;
      });
    }
    return sum;
  };
  for (const name of of) {
    await loss();
    loaded.run('backward', clock);
    const gradient = (await loaded.read(`${name}/gradient`)).slice();
    const numeric = await centralDifferences(loaded, name, loss);
    const scale = Math.max(1, ...numeric.map(Math.abs));
    expect(
      numeric.some((value) => value !== 0),
      `${name} matters`,
    ).toBe(true);
    for (const [i, value] of numeric.entries()) {
      expect(Math.abs(gradient[i]! - value), `${name}[${i}]: ${gradient[i]} and ${value}`).toBeLessThan(
        tolerance * scale,
      );
    }
  }
};

/** Weights of a weighted sum, which are the gradient for the output too; they are given to an input of that name. */
const weights = (name: string, count: number): Float64Array => Float64Array.from(drawn(name, count));

describe('gradients by central differences', () => {
  it('linear layers, side by side, with bias and ReLU', async () => {
    const w = weights('y/gradient', 4 * 3);
    await check({
      record: (define) => {
        const [x, z] = [define.input('x', 4, 5), define.input('z', 4, 2)];
        const one = { weight: define.input('weight', 5, 3), bias: define.input('bias', 1, 3) };
        const other = define.input('other', 2, 3);
        const y = define.output('y', 4, 3);
        const dy = define.input('y/gradient', 4, 3);
        const masked = define.scratch('masked', 4, 3);
        const gradients = {
          weight: define.output('weight/gradient', 5, 3),
          bias: define.output('bias/gradient', 1, 3),
        };
        const [dx, dz] = [define.output('x/gradient', 4, 5), define.output('z/gradient', 4, 2)];
        const dOther = define.output('other/gradient', 2, 3);
        define.routine('forward', (op) => {
          linearForward(op, one, x, y);
          op.matmul({ out: y, terms: [{ a: z, b: other }], accumulate: true, activation: 'relu' });
        });
        define.routine('backward', (op) => {
          op.reluBackward({ out: masked, gradient: dy, output: y });
          linearBackward(op, gradients, x, masked);
          op.matmul({ out: dOther, terms: [{ a: z, b: masked }], transposeA: true });
          linearInputGradient(op, dx, [{ outGradient: masked, weight: one.weight }]);
          linearInputGradient(op, dz, [{ outGradient: masked, weight: other }]);
        });
      },
      losses: { y: w },
      start: { 'y/gradient': w },
      of: ['x', 'z', 'weight', 'bias', 'other'],
    });
  });

  it.each([false, true])('rows of a table, and what is scattered back (values: %s)', async (valued) => {
    const w = weights('y/gradient', 4 * 3);
    await check({
      record: (define) => {
        const [table, indices] = [define.input('table', 5, 3), define.input('indices', 4, 3, 'i32')];
        const values = valued ? define.input('values', 4, 3) : null;
        const [y, dy] = [define.output('y', 4, 3), define.input('y/gradient', 4, 3)];
        const dTable = define.output('table/gradient', 5, 3);
        define.routine('forward', (op) => op.gatherRows({ out: y, table, indices, values }));
        define.routine('backward', (op) => op.scatterRows({ table: dTable, x: dy, indices, values }));
      },
      losses: { y: w },
      start: { 'y/gradient': w, indices: Int32Array.of(0, 1, -1, 4, 4, 2, -1, -1, -1, 3, 0, 1) },
      of: ['table'],
    });
  });

  it.each([0, 0.5])('leaky ReLU and dropout at rate %f, the mask as drawn', async (rate) => {
    const w = weights('y/gradient', 6 * 7);
    await check({
      record: (define) => {
        const [x, y, factor] = [define.input('x', 6, 7), define.output('y', 6, 7), define.scratch('factor', 6, 7)];
        const [dy, dx] = [define.input('y/gradient', 6, 7), define.output('x/gradient', 6, 7)];
        const noise = define.stream();
        define.routine('forward', (op) => op.leakyDropout({ out: y, factor, x, slope: 0.2, rate, noise }));
        define.routine('backward', (op) => op.multiply({ out: dx, a: dy, b: factor }));
      },
      losses: { y: w },
      start: { 'y/gradient': w },
      of: ['x'],
    });
  });

  it.each(['none', 'relu'] as const)('batch normalisation, activation %s', async (activation) => {
    const w = weights('y/gradient', 7 * 4);
    await check({
      record: (define) => {
        const fields = {
          x: define.input('x', 7, 4),
          gamma: define.input('gamma', 1, 4),
          mean: define.scratch('mean', 1, 4),
          variance: define.scratch('variance', 1, 4),
          activation,
        } as const;
        const beta = define.input('beta', 1, 4);
        const y = define.output('y', 7, 4);
        const dy = define.input('y/gradient', 7, 4);
        const gammaGradient = define.output('gamma/gradient', 1, 4);
        const betaGradient = define.output('beta/gradient', 1, 4);
        const dx = define.output('x/gradient', 7, 4);
        define.routine('forward', (op) => op.batchNorm({ ...fields, beta, out: y }));
        define.routine('backward', (op) =>
          op.batchNormBackward({ ...fields, out: dx, gradient: dy, output: y, gammaGradient, betaGradient }),
        );
      },
      losses: { y: w },
      start: { 'y/gradient': w },
      of: ['x', 'gamma', 'beta'],
    });
  });

  const spans: readonly Span[] = [
    { start: 0, width: 1, activation: 'tanh' },
    { start: 1, width: 4, activation: 'softmax' },
    { start: 5, width: 1, activation: 'softmax' },
    { start: 6, width: 3, activation: 'softmax' },
    { start: 9, width: 2, activation: 'tanh' },
  ];

  it.each([
    ['none', 1],
    ['stream', 0.2],
    ['given', 0.5],
  ] as const)('tanh and softmax spans, noise %s, temperature %f', async (kind, temperature) => {
    const w = weights('y/gradient', 5 * 11);
    await check(
      {
        record: (define) => {
          const [logits, y] = [define.input('logits', 5, 11), define.output('y', 5, 11)];
          const [dy, dx] = [define.input('y/gradient', 5, 11), define.output('logits/gradient', 5, 11)];
          const noise =
            kind === 'given'
              ? ({ kind, values: define.input('gumbel', 5, 11) } as const)
              : kind === 'stream'
                ? define.stream()
                : null;
          define.routine('forward', (op) => op.spanActivation({ out: y, logits, spans, temperature, noise }));
          define.routine('backward', (op) =>
            op.spanActivationBackward({ out: dx, gradient: dy, output: y, spans, temperature }),
          );
        },
        losses: { y: w },
        start: { 'y/gradient': w, gumbel: drawnGumbel('gumbel', 55) },
        of: ['logits'],
      },
      1e-7,
    );
  });

  it('cross-entropy of some spans of a row, twice of one', async () => {
    await check({
      record: (define) => {
        const [logits, targets] = [define.input('logits', 3, 11), define.input('targets', 3, 3, 'i32')];
        const [loss, gradient] = [define.output('loss', 3, 1), define.output('logits/gradient', 3, 11)];
        const record = (op: Recorder): void => op.crossEntropy({ logits, targets, spans, loss, gradient, scale: 0.25 });
        define.routine('forward', record);
        define.routine('backward', record);
      },
      losses: { loss: 1 },
      start: { targets: Int32Array.of(1, 5, 8, -1, -1, 6, 4, 2, -1) },
      of: ['logits'],
    });
  });

  it('the code drawn from mean and variance, and its divergence', async () => {
    const w = weights('z/gradient', 4 * 3);
    await check({
      record: (define) => {
        const fields = {
          mean: define.input('mean', 4, 3),
          logVariance: define.input('log-variance', 4, 3),
          epsilon: define.scratch('epsilon', 4, 3),
        };
        const z = define.output('z', 4, 3);
        const dz = define.input('z/gradient', 4, 3);
        const loss = define.output('loss', 4, 1);
        const meanGradient = define.output('mean/gradient', 4, 3);
        const logVarianceGradient = define.output('log-variance/gradient', 4, 3);
        const noise = define.stream();
        const back = (op: Recorder): void =>
          op.latentBackward({ ...fields, gradient: dz, meanGradient, logVarianceGradient, loss, scale: 0.3 });
        define.routine('forward', (op) => {
          op.reparameterize({ ...fields, out: z, noise });
          back(op);
        });
        define.routine('backward', back);
      },
      losses: { z: w, loss: 1 },
      start: { 'z/gradient': w },
      of: ['mean', 'log-variance'],
    });
  });

  it('Gaussian reconstruction of the tanh columns, sigma included', async () => {
    await check({
      record: (define) => {
        const logits = define.input('logits', 4, 11);
        const [x, sigma] = [define.input('x', 4, 3), define.input('sigma', 1, 3)];
        const [loss, gradient] = [define.output('loss', 4, 1), define.output('logits/gradient', 4, 11)];
        const sigmaGradient = define.output('sigma/gradient', 1, 3);
        const columns = [9, 0, 10];
        const record = (op: Recorder): void => {
          op.fill({ out: gradient, value: 0 });
          op.gaussianReconstruction({ logits, x, columns, sigma, loss, gradient, sigmaGradient, scale: 0.5 });
        };
        define.routine('forward', record);
        define.routine('backward', record);
      },
      losses: { loss: 1 },
      start: { sigma: Float64Array.of(0.3, 0.7, 1) },
      of: ['logits', 'sigma'],
    });
  });
});
