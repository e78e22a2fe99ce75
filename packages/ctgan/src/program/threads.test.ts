import { createRandomSource } from '@cvd/core';
import { type BufferValues, createWasmBackend, type LoadedProgram } from '@cvd/engine';
import { expect, it } from 'vitest';
import { recordCtgan } from './record-ctgan.js';
import { type CtganShape, entriesOf, groupsOf } from './shape.js';

const activations = [...Array<'tanh' | 'softmax'>(3).fill('tanh'), ...Array<'tanh' | 'softmax'>(9).fill('softmax')];
const widths = [1, 1, 1, 2, 9, 8, 2, 13, 5, 2, 3, 7];
let width = 0;
const spans = activations.map((activation, i) => {
  width += widths[i]!;
  return { activation, start: width - widths[i]!, width: widths[i]! };
});

// Sizes that no number of threads divides.
const shape: CtganShape = {
  spans,
  width,
  conditionWidth: 21,
  batchSize: 70,
  pac: 7,
  embeddingDim: 37,
  generatorDim: [53, 70],
  discriminatorDim: [67, 41],
};
const program = recordCtgan({ ...shape, generatorDecay: 1e-6, discriminatorDecay: 1e-6 });

const start = (loaded: LoadedProgram): void => {
  const random = createRandomSource(5).child('start');
  let drawn = 0;
  const uniform = (): number => random.uniform(drawn++);
  const below = (limit: number): number => Math.floor(uniform() * limit);
  const firstRows = shape.pac * (shape.width + shape.conditionWidth);
  const choices = spans.filter(({ activation }) => activation === 'softmax');
  const wholeNumbers = (name: string): number => {
    if (name.endsWith('conditions')) return below(shape.conditionWidth);
    if (!name.endsWith('targets')) return below(firstRows);
    const span = choices[below(choices.length)]!;
    return span.start + below(span.width);
  };
  for (const { name, rows, cols, type, role } of program.buffers) {
    if (role !== 'parameter' && role !== 'input') continue;
    const real = (): number => (name.endsWith('rates') ? 1e-3 : (uniform() - 0.5) / 3);
    const values: BufferValues =
      type === 'i32'
        ? Int32Array.from({ length: rows * cols }, () => wholeNumbers(name))
        : Float32Array.from({ length: rows * cols }, real);
    loaded.write(name, values);
  }
};

it('takes the same steps, bit by bit, on 1, 2 and 3 threads', async () => {
  expect([groupsOf(shape), entriesOf(shape)]).toEqual([10, 12]);
  const outcomes: BufferValues[][] = [];
  for (const threads of [1, 2, 3]) {
    const backend = await createWasmBackend({ threads });
    expect(backend.description.threads).toBe(threads);
    const loaded = await backend.load(program, { key: [11, 12] });
    start(loaded);
    for (let step = 0; step < 5; step++) for (const routine of ['critic', 'generator']) loaded.run(routine, { step });
    outcomes.push(await Promise.all(program.buffers.map(async ({ name }) => loaded.read(name))));
    backend.dispose();
  }
  const [one, ...others] = outcomes;
  expect(one!.every((values) => values.every(Number.isFinite))).toBe(true);
  for (const other of others) {
    for (const [index, { name }] of program.buffers.entries()) {
      expect(Buffer.compare(new Uint8Array(other[index]!.buffer), new Uint8Array(one![index]!.buffer)), name).toBe(0);
    }
  }
});
