import { createRandomSource, type Span } from '@cvd/core';
import { createReferenceBackend, type LoadedProgram } from '@cvd/engine';
import { describe, expect, it } from 'vitest';
import { firstWeights } from './first-weights.js';
import { parametersOf } from './parameters.js';
import { type Shape, shapeOf } from './shape.js';
import { trainingProgram } from './training-program.js';

const spansOf = (widths: readonly (number | 't')[]): Span[] => {
  let start = 0;
  return widths.map((width) => {
    const span: Span =
      width === 't' ? { start, width: 1, activation: 'tanh' } : { start, width, activation: 'softmax' };
    start += span.width;
    return span;
  });
};

const shape = (widths: readonly (number | 't')[], compressDims: number[], decompressDims: number[]): Shape => {
  const spans = spansOf(widths);
  const width = spans.reduce((sum, span) => sum + span.width, 0);
  return shapeOf({ width, spans }, { embeddingDim: 3, compressDims, decompressDims });
};

const cases: Readonly<Record<string, Shape>> = {
  'numbers and categories': shape(['t', 2, 3, 't', 4, 1], [5, 4], [4, 6]),
  'no continuous column': shape([3, 4], [5], [4]),
  'continuous columns only': shape(['t', 3, 't', 1], [4, 3, 5], [3, 4, 2]),
};

/** Loss of the program's present weights, and the gradients at them; the step that follows is undone by writing the weights. */
const evaluate = (program: LoadedProgram, weights: Readonly<Record<string, Float64Array>>, routine: string): number => {
  for (const [name, values] of Object.entries(weights)) program.write(name, values);
  void program.run(routine, { step: 0 });
  return (program.read('losses') as Float64Array).reduce((sum, part) => sum + part, 0);
};

describe('gradients of the whole loss', () => {
  it.each(Object.entries(cases))('agree with central differences: %s', async (_, shape) => {
    const random = createRandomSource(5).child('gradients');
    const [batchRows, tailRows] = [6, 4];
    const program = await createReferenceBackend().load(
      trainingProgram(shape, { batchRows, tailRows, lossFactor: 2, l2scale: 0, noise: 'given' }),
      { key: [1, 2] },
    );
    const weights = Object.fromEntries(
      Object.entries(firstWeights(shape, random)).map(([name, { data }]) => [
        name,
        // Twice as large, so that no unit is idle; sigma off its start and unequal.
        Float64Array.from(data as Float32Array, (w, i) => (name === 'decoder/sigma' ? 0.2 + 0.1 * i : 2 * w)),
      ]),
    );
    const draw = (name: string, length: number): Float64Array => {
      const values = new Float64Array(length);
      random.child(name).uniformsInto(values, 0);
      return values;
    };
    const softmax = shape.spans.filter(({ activation }) => activation === 'softmax');
    const places = draw('targets', batchRows * softmax.length);
    program.write(
      'targets',
      Int32Array.from(places, (u, i) => {
        const { start, width } = softmax[i % softmax.length]!;
        return start + Math.floor(u * width);
      }),
    );
    if (shape.scalars.length > 0) {
      program.write(
        'scalars',
        draw('scalars', batchRows * shape.scalars.length).map((u) => 1.8 * u - 0.9),
      );
    }
    program.write(
      'epsilon',
      draw('epsilon', batchRows * shape.embeddingDim).map((u) => 3 * u - 1.5),
    );
    program.write('rates', Float64Array.of(1e-3, 1));

    for (const routine of ['step', 'tail']) {
      evaluate(program, weights, routine);
      const gradients = Object.fromEntries(
        parametersOf(shape).map(({ name }) => [name, program.read(`${name}/gradient`) as Float64Array]),
      );
      let [distance, size] = [0, 0];
      for (const [name, values] of Object.entries(weights)) {
        for (let i = 0; i < values.length; i++) {
          const kept = values[i]!;
          const step = 1e-6;
          values[i] = kept + step;
          const above = evaluate(program, weights, routine);
          values[i] = kept - step;
          const below = evaluate(program, weights, routine);
          values[i] = kept;
          const difference = (above - below) / (2 * step);
          distance += (difference - gradients[name]![i]!) ** 2;
          size += difference ** 2;
        }
      }
      expect(size).toBeGreaterThan(0.1);
      expect(Math.sqrt(distance / size), routine).toBeLessThan(1e-7);
    }
  });
});
