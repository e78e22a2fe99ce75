import { type Backend, createReferenceBackend, createWasmBackend, type LoadedProgram } from '@cvd/engine';
import { describe, expect, it } from 'vitest';
import { readFixture, type StepFixture } from '../fixtures/read-fixture.js';
import { parametersOf } from './parameters.js';
import { type Shape, shapeOf } from './shape.js';
import { LOSSES } from './training-buffers.js';
import { trainingProgram } from './training-program.js';

type Values = Float64Array | Float32Array | Int32Array;

/** The fixture's name of a parameter. */
const namesThere: readonly (readonly [RegExp, string])[] = [
  [/^(encoder|decoder)\/hidden-/, '$1/'],
  [/^encoder\/mean/, 'encoder/mu'],
  [/^encoder\/log-variance/, 'encoder/logvar'],
];
const there = (name: string): string => namesThere.reduce((text, [from, to]) => text.replace(from, to), name);

const rowsAt = (data: Values, places: readonly number[], cols: number): number[] =>
  places.flatMap((row) => [...data.subarray(row * cols, (row + 1) * cols)]);

/** A tensor of the fixture as the parameter of ours: the first layer's weights lie in two matrices here. */
const ours = (fixture: StepFixture, prefix: string, name: string, shape: Shape): Float64Array => {
  const [, part] = /^encoder\/hidden-1\/(scalars|choices)$/.exec(name) ?? [];
  if (!part) return Float64Array.from(fixture.tensor(`${prefix}${there(name)}`).data);
  const whole = fixture.tensor(`${prefix}encoder/1/weight`);
  const cols = whole.shape[1]!;
  if (part === 'scalars') return Float64Array.from(rowsAt(whole.data, shape.scalars, cols));
  const choices = Float64Array.from(whole.data);
  for (const row of shape.scalars) choices.fill(0, row * cols, (row + 1) * cols);
  return choices;
};

const relativeDistance = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let [distance, size] = [0, 0];
  for (let i = 0; i < b.length; i++) {
    distance += (a[i]! - b[i]!) ** 2;
    size += b[i]! ** 2;
  }
  return size === 0 ? Math.sqrt(distance) : Math.sqrt(distance / size);
};

const load = async (backend: Backend, fixture: StepFixture) => {
  const { embeddingDim, compressDims, decompressDims, batchSize, lossFactor, l2scale } = fixture.options as {
    embeddingDim: number;
    compressDims: number[];
    decompressDims: number[];
    batchSize: number;
    lossFactor: number;
    l2scale: number;
  };
  const shape = shapeOf(fixture, { embeddingDim, compressDims, decompressDims });
  const program = await backend.load(
    trainingProgram(shape, { batchRows: batchSize, tailRows: fixture.shortRows, lossFactor, l2scale, noise: 'given' }),
    { key: [0, 0] },
  );
  const writeWeights = (): void => {
    for (const { name } of parametersOf(shape)) program.write(name, ours(fixture, 'initial/', name, shape));
  };
  writeWeights();
  /** Rows of a whole batch, those beyond the given ones empty. */
  const whole = (data: Values, rows: number): Float64Array => {
    const values = new Float64Array((data.length / rows) * batchSize);
    values.set(data);
    return values;
  };
  const run = async (inputs: string, routine: string, step: number): Promise<void> => {
    const choices = fixture.tensor(`${inputs}choices`);
    const [rows, count] = choices.shape as [number, number];
    const targets = choices.data.map((choice, i) => shape.choices[i % count]! + choice);
    program.write('targets', Int32Array.from(whole(targets, rows)));
    if (shape.scalars.length > 0) program.write('scalars', whole(fixture.tensor(`${inputs}scalars`).data, rows));
    program.write('epsilon', whole(fixture.tensor(`${inputs}epsilon`).data, rows));
    const rate = fixture.options.learningRate as number;
    const powers = [fixture.options.beta1, fixture.options.beta2].map((beta) => (beta as number) ** (step + 1));
    program.write('rates', Float64Array.of(rate / (1 - powers[0]!), 1 / Math.sqrt(1 - powers[1]!)));
    await program.run(routine, { step });
  };
  return { program, shape, run, writeWeights };
};

const expectSame = async (
  program: LoadedProgram,
  fixture: StepFixture,
  shape: Shape,
  kind: string,
  suffix: string,
  tolerance: number,
): Promise<void> => {
  for (const { name } of parametersOf(shape)) {
    const expected = ours(fixture, kind, name, shape);
    const distance = relativeDistance(await program.read(`${name}${suffix}`), expected);
    expect(distance, `${kind}${name}`).toBeLessThan(tolerance);
  }
};

const expectLosses = async (program: LoadedProgram, expected: ArrayLike<number>, tolerance: number): Promise<void> => {
  const losses = await program.read('losses');
  LOSSES.forEach((name, i) => {
    expect(Math.abs(losses[i]! - expected[i]!), name).toBeLessThan(tolerance * Math.max(1, Math.abs(expected[i]!)));
  });
};

interface Tolerances {
  readonly gradient: number;
  readonly loss: number;
  readonly tenthLoss: number;
}

/** Relative L2 distance of gradients, and distance of losses relative to them or to 1. */
const FLOAT32: Tolerances = { gradient: 1e-4, loss: 1e-5, tenthLoss: 1e-3 };

const backends: readonly [string, () => Promise<Backend> | Backend, Tolerances][] = [
  ['reference', createReferenceBackend, { gradient: 1e-9, loss: 1e-9, tenthLoss: 1e-9 }],
  ['wasm', () => createWasmBackend({ build: 'strict' }), FLOAT32],
  ['wasm, the fastest build, two threads', () => createWasmBackend({ threads: 2 }), FLOAT32],
];

describe.each(backends)('steps by PyTorch, on %s', (_, create, tolerances) => {
  it.each(['mixed', 'discrete'] as const)('%s', async (name) => {
    const fixture = readFixture(name);
    const backend = await create();
    const { program, shape, run, writeWeights } = await load(backend, fixture);
    await run('short/', 'tail', 0);
    await expectLosses(program, fixture.tensor('short/losses').data, tolerances.loss);
    await expectSame(program, fixture, shape, 'short/gradient/', '/gradient', tolerances.gradient);

    // The tail's step of Adam is undone: weights written again, moments cleared.
    writeWeights();
    for (const { name, rows, cols } of parametersOf(shape)) {
      for (const moment of ['m', 'v']) program.write(`${name}/${moment}`, new Float32Array(rows * cols));
    }
    const losses = fixture.tensor('losses').data;
    for (let step = 0; step < 10; step++) {
      await run(`step-${step + 1}/`, 'step', step);
      const expected = losses.subarray(3 * step, 3 * step + 3);
      await expectLosses(program, expected, step === 0 ? tolerances.loss : tolerances.tenthLoss);
      if (step > 0) continue;
      await expectSame(program, fixture, shape, 'gradient/', '/gradient', tolerances.gradient);
      await expectSame(program, fixture, shape, 'after-1/', '', tolerances.gradient);
    }
    await expectSame(program, fixture, shape, 'after-10/', '', tolerances.gradient);
    backend.dispose();
  });
});
