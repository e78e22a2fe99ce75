import type { EncodedSchema } from '../../encoding/encoded-table.js';
import type { Tensor } from '../../model-file/model-file.js';
import { defineSynthesizer } from '../../synthesizer/define-synthesizer.js';
import type { FittedMethod, Method, SavedMethod } from '../../synthesizer/method.js';
import { gatherEncoded } from './rows-by-index.js';

interface StepwiseOptions {
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  readonly rate: number;
  readonly build: string;
  readonly failAt: number;
}

/** Width of the range that rows are drawn from, around the mean. */
const SPREAD = 60;

/** One number a column, which random rows pull at, and the pull itself: a step depends on all steps before. */
interface State {
  readonly schema: EncodedSchema;
  readonly means: Float64Array;
  readonly pulls: Float64Array;
}

const tensor = (data: Float64Array): Tensor => ({ dtype: 'F64', shape: [data.length], data });

const save = ({ schema, means, pulls }: State, step: number, losses: readonly number[]): SavedMethod => ({
  content: { schema, step, losses },
  tensors: { means: tensor(means.slice()), pulls: tensor(pulls.slice()) },
});

const restore = ({ content, tensors }: SavedMethod): State => ({
  schema: (content as Pick<State, 'schema'>).schema,
  means: (tensors.means!.data as Float64Array).slice(),
  pulls: (tensors.pulls!.data as Float64Array).slice(),
});

const fitted = (state: State, step: number): FittedMethod => ({
  save: () => save(state, step, []),
  describe: () => ({ steps: step }),
  sampler: (random) => ({
    sample: (rows, attempt) => ({
      rows: rows.length,
      columns: state.schema.columns.map((spec, column) => {
        const source = random.child(spec.name);
        if (spec.kind === 'discrete')
          return Int32Array.from(rows, (row) => Math.floor(source.uniform(row, 0, attempt) * spec.cardinality));
        return Float64Array.from(
          rows,
          (row) => state.means[column]! + SPREAD * (source.uniform(row, 0, attempt) - 0.5),
        );
      }),
    }),
  }),
});

export const stepwiseMethod: Method<StepwiseOptions> = {
  name: 'stepwise',
  summary: 'Fake for tests: trains in steps, learns means.',
  options: {
    properties: {
      epochs: { type: 'integer', minimum: 1, default: 4, description: 'Passes.' },
      stepsPerEpoch: { type: 'integer', minimum: 1, default: 3, description: 'Steps of a pass.' },
      rate: { type: 'number', exclusiveMinimum: 0, default: 0.1, description: 'How far a step goes.' },
      build: { type: 'string', default: 'strict', description: 'Name of the numeric build.' },
      failAt: { type: 'integer', minimum: -1, default: -1, description: 'A step that throws; -1 for none.' },
    },
  },
  capabilities: { conditional: 'rejection', resumable: true, differentiallyPrivate: false, streamingFit: false },
  module: { url: import.meta.url, export: 'stepwise' },
  async fit(data, context) {
    const { options, random, resume, warmStart, deadline } = context;
    context.numericBuild(options.build);
    const { schema, rows, columns } = await gatherEncoded(data);
    const saved = resume ?? warmStart;
    const zeros = { schema, means: new Float64Array(columns.length), pulls: new Float64Array(columns.length) };
    const state = saved ? restore(saved) : zeros;
    const kept = resume?.content as { readonly step: number; readonly losses: readonly number[] } | undefined;
    const losses = [...(kept?.losses ?? [])];
    const steps = options.epochs * options.stepsPerEpoch;
    let step = kept?.step ?? 0;
    const stream = random.child('rows');
    for (; step < steps; step++) {
      if (deadline !== null && performance.now() >= deadline) {
        context.warn({ code: 'time-limit', message: 'The time was up.' });
        break;
      }
      if (step === options.failAt) throw new Error(`step ${step}`);
      for (const [i, values] of columns.entries()) {
        const value = values[Math.floor(stream.uniform(step, i) * rows)]!;
        const pull = Number.isNaN(value) ? 0 : value - state.means[i]!;
        state.pulls[i] = 0.5 * state.pulls[i]! + pull;
        state.means[i]! += options.rate * state.pulls[i]!;
      }
      await context.pause();
      if ((step + 1) % options.stepsPerEpoch > 0) continue;
      const epoch = (step + 1) / options.stepsPerEpoch;
      losses.push(Math.abs(state.pulls[0] ?? 0));
      await context.keep(() => save(state, step + 1, losses), epoch === options.epochs);
      await context.checkpoint({
        fraction: (step + 1) / steps,
        step: step + 1,
        epoch,
        losses: { pull: losses.at(-1)! },
      });
    }
    for (const loss of losses) context.loss('pull', loss);
    return fitted(state, step);
  },
  restore: (saved) => fitted(restore(saved), (saved.content as { readonly step: number }).step),
};

/**
 * A method that trains in steps and can be stopped, resumed and warm-started: means that random rows pull at. For the tests of
 * all that is steered.
 */
export const stepwise = defineSynthesizer(stepwiseMethod);
