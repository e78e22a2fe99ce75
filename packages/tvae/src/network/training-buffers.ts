import { declareTrained, type ProgramBuilder, type Trained, type View } from '@cvd/engine';
import { parametersOf } from './parameters.js';
import type { Shape } from './shape.js';

/**
 * Rows of the output 'losses', each a mean over the rows of the batch: reconstruction of the scalars and of the choices, both
 * times `lossFactor`, and divergence of the code from the standard normal.
 */
export const LOSSES = ['continuous', 'discrete', 'divergence'] as const;

/** A hidden layer: what it puts out and the gradient for that, rows × size. */
export interface Hidden {
  readonly name: string;
  readonly output: View;
  readonly gradient: View;
}

export interface TrainingBuffers {
  readonly parameters: ReadonlyMap<string, Trained>;
  readonly encoder: readonly Hidden[];
  readonly decoder: readonly Hidden[];
  /** Columns of the row matrix where a row has its ones, rows × softmax spans; −1 for none. */
  readonly targets: View;
  /** Values of the tanh spans, rows × tanh spans; null without any. */
  readonly scalars: View | null;
  readonly mean: View;
  readonly logVariance: View;
  readonly meanGradient: View;
  readonly logVarianceGradient: View;
  readonly code: View;
  readonly codeGradient: View;
  readonly epsilon: View;
  readonly logits: View;
  readonly logitsGradient: View;
  /** Parts of the loss by row, rows × 1. */
  readonly continuous: View;
  readonly discrete: View;
  readonly divergence: View;
  /** Their sums over the batch, 3 × 1; see {@link LOSSES}. */
  readonly losses: View;
  readonly rates: View;
}

/** Declares the buffers of a training program for batches of so many rows. */
export const trainingBuffers = (define: ProgramBuilder, shape: Shape, rows: number): TrainingBuffers => {
  const { width, embeddingDim, compressDims, decompressDims } = shape;
  const hidden = (part: string, sizes: readonly number[]): Hidden[] =>
    sizes.map((size, i) => {
      const name = `${part}/hidden-${i + 1}`;
      return {
        name,
        output: define.scratch(name, rows, size),
        gradient: define.scratch(`${name}/gradient`, rows, size),
      };
    });
  const code = (name: string): View => define.scratch(name, rows, embeddingDim);
  return {
    parameters: new Map(
      parametersOf(shape).map(({ name, rows: height, cols }) => [
        name,
        declareTrained(define, name, define.parameter(name, height, cols)),
      ]),
    ),
    targets: define.input('targets', rows, shape.choices.length, 'i32'),
    scalars: shape.scalars.length > 0 ? define.input('scalars', rows, shape.scalars.length) : null,
    rates: define.input('rates', 1, 2),
    encoder: hidden('encoder', compressDims),
    mean: code('mean'),
    logVariance: code('log-variance'),
    epsilon: code('epsilon/kept'),
    code: code('code'),
    decoder: hidden('decoder', decompressDims),
    logits: define.scratch('logits', rows, width),
    logitsGradient: define.scratch('logits/gradient', rows, width),
    codeGradient: code('code/gradient'),
    meanGradient: code('mean/gradient'),
    logVarianceGradient: code('log-variance/gradient'),
    continuous: define.scratch('continuous', rows, 1),
    discrete: define.scratch('discrete', rows, 1),
    divergence: define.scratch('divergence', rows, 1),
    losses: define.output('losses', LOSSES.length, 1),
  };
};
