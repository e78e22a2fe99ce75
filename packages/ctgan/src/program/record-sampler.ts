import type { Span } from '@cvd/core';
import { createProgram, type Noise, type Program, type Recorder, rowsOf, type View } from '@cvd/engine';
import { conditionRows, denseInputs, inputsOf } from './generator-network.js';

export interface SamplerShape {
  readonly spans: readonly Span[];
  readonly width: number;
  readonly conditionWidth: number;
  readonly embeddingDim: number;
  readonly generatorDim: readonly number[];
}

/** Rows that a routine makes: the large one for many, the small one for what is left, and for a few. */
export const SAMPLER_ROWS = [512, 64] as const;

export const samplerRoutine = (rows: (typeof SAMPLER_ROWS)[number]): string => `rows-${rows}`;

/**
 * The generator as it samples: batch normalisation is folded into the weights, so that a row depends on no other. Parameters
 * 'l/weight', 'l/bias', 'output/weight', 'output/bias'; inputs 'rows' (R × 2: low and high half of what tells a row's random numbers from
 * another's) and, with conditions, 'conditions' (R × 1: columns of the condition vector); outputs 'codes' (R × softmax spans) and
 * 'scalars' (R × tanh spans), where there are any.
 */
export const recordSampler = (shape: SamplerShape): Program =>
  createProgram((define) => {
    const { spans, width, conditionWidth, embeddingDim, generatorDim } = shape;
    const most = SAMPLER_ROWS[0];
    const weights = [...generatorDim, width].map((cols, l) => {
      const name = l < generatorDim.length ? `${l + 1}` : 'output';
      return {
        weight: define.parameter(`${name}/weight`, inputsOf(shape, l), cols),
        bias: define.parameter(`${name}/bias`, 1, cols),
        out: define.scratch(`${name}/out`, most, cols),
      };
    });
    const z = define.scratch('z', most, embeddingDim);
    const rows = define.input('rows', most, 2, 'i32');
    const conditions = conditionWidth > 0 ? define.input('conditions', most, 1, 'i32') : null;
    const softmaxes = spans.filter(({ activation }) => activation === 'softmax').length;
    const outputs = {
      codes: softmaxes > 0 ? define.output('codes', most, softmaxes, 'i32') : null,
      scalars: softmaxes < spans.length ? define.output('scalars', most, spans.length - softmaxes) : null,
    };
    // The same streams in every routine: a row's numbers don't depend on which of them makes it.
    const [forZ, forChoices] = [define.stream(rows), define.stream(rows)];

    for (const size of SAMPLER_ROWS) {
      const part = (view: View): View => rowsOf(view, 0, size);
      const only = (noise: Noise): Noise => (noise.kind === 'stream' ? { ...noise, rows: part(rows) } : noise);
      const record = (op: Recorder): void => {
        op.normal({ out: part(z), noise: only(forZ) });
        const blocks = weights.map(({ out }) => ({ hidden: part(out) }));
        weights.forEach(({ weight, bias, out }, l) => {
          const table = conditionRows(shape, weight);
          if (table && conditions) op.gatherRows({ out: part(out), table, indices: part(conditions), bias });
          op.matmul({
            out: part(out),
            terms: denseInputs({ z: part(z), blocks }, l, weight).map(({ input, weight: b }) => ({ a: input, b })),
            bias: table ? null : bias,
            accumulate: table !== null,
            activation: l < generatorDim.length ? 'relu' : 'none',
          });
        });
        const [codes, scalars] = [outputs.codes && part(outputs.codes), outputs.scalars && part(outputs.scalars)];
        op.sampleSpans({ logits: part(weights.at(-1)!.out), spans, codes, scalars, noise: only(forChoices) });
      };
      define.routine(samplerRoutine(size), record);
    }
  });
