import { type Noise, type ProgramBuilder, type Recorder, rowsOf, type View } from '@cvd/engine';
import { type CtganShape, groupsOf } from './shape.js';

/** One hidden layer of the critic: linear, leaky ReLU, dropout. The blocks of rows are [real; fake; between], G each. */
interface CriticLayer {
  readonly weight: View;
  readonly bias: View;
  /** 3G × d: before the activation. */
  readonly linear: View;
  /** 3G × d: what the activation and the dropout multiplied by, which is their derivative too. */
  readonly factor: View;
  /** 3G × d */
  readonly hidden: View;
  /** 3G × d: gradient of the score for `linear`. */
  readonly gradient: View;
}

export interface CriticNetwork {
  /** First layer first. Rows of its weights: [slot by slot the N columns of a row; slot by slot the C of its condition]. */
  readonly layers: readonly CriticLayer[];
  readonly outputWeight: View;
  readonly outputBias: View;
  /** 3G × 1: the score of each group. */
  readonly score: View;
  /** 3G × 1: gradient for the score. */
  readonly scoreGradient: View;
}

/** Inputs of a layer. */
export const criticInputs = (
  {
    width,
    conditionWidth,
    pac,
    discriminatorDim,
  }: Pick<CtganShape, 'width' | 'conditionWidth' | 'pac' | 'discriminatorDim'>,
  layer: number,
): number => (layer === 0 ? pac * (width + conditionWidth) : discriminatorDim[layer - 1]!);

export const declareCritic = (define: ProgramBuilder, shape: CtganShape): CriticNetwork => {
  const rows = 3 * groupsOf(shape);
  return {
    layers: shape.discriminatorDim.map((dim, l) => {
      const name = `critic/${l + 1}`;
      return {
        weight: define.parameter(`${name}/weight`, criticInputs(shape, l), dim),
        bias: define.parameter(`${name}/bias`, 1, dim),
        linear: define.scratch(`${name}/linear`, rows, dim),
        factor: define.scratch(`${name}/factor`, rows, dim),
        hidden: define.scratch(`${name}/hidden`, rows, dim),
        gradient: define.scratch(`${name}/linear-gradient`, rows, dim),
      };
    }),
    outputWeight: define.parameter('critic/output/weight', criticInputs(shape, shape.discriminatorDim.length), 1),
    outputBias: define.parameter('critic/output/bias', 1, 1),
    score: define.scratch('critic/score', rows, 1),
    scoreGradient: define.scratch('critic/score-gradient', rows, 1),
  };
};

/**
 * First layer, before the activation, of G groups of fake rows: a sum over slots, and a row of the weights for each condition.
 * @param packed - G × P: rows of the weights that the conditions of a group's rows pick; null without conditions
 * @param out - G × d
 */
export const fakeLinear = (
  op: Recorder,
  { pac, width }: CtganShape,
  { layers }: CriticNetwork,
  fake: View,
  packed: View | null,
  out: View,
): void => {
  const { weight, bias } = layers[0]!;
  if (packed) op.gatherRows({ out, table: weight, indices: packed, bias });
  const terms = Array.from({ length: pac }, (_, slot) => ({
    a: rowsOf(fake, slot * out.rows, out.rows),
    b: rowsOf(weight, slot * width, width),
  }));
  op.matmul({ out, terms, bias: packed ? null : bias, accumulate: packed !== null });
};

/** From the first layer's `linear` on, for the first `rows` rows; scores for the first `scored` of them. */
export const criticForward = (
  op: Recorder,
  { layers, outputWeight, outputBias, score }: CriticNetwork,
  rows: number,
  scored: number,
  dropout: readonly Noise[],
): void => {
  layers.forEach((layer, l) => {
    const x = rowsOf(layer.linear, 0, rows);
    const before = layers[l - 1];
    if (before)
      op.matmul({ out: x, terms: [{ a: rowsOf(before.hidden, 0, rows), b: layer.weight }], bias: layer.bias });
    const [out, factor] = [rowsOf(layer.hidden, 0, rows), rowsOf(layer.factor, 0, rows)];
    op.leakyDropout({ out, factor, x, slope: SLOPE, rate: DROPOUT, noise: dropout[l]! });
  });
  const last = rowsOf(layers.at(-1)!.hidden, 0, scored);
  op.matmul({ out: rowsOf(score, 0, scored), terms: [{ a: last, b: outputWeight }], bias: outputBias });
};

/** Gradients for every layer's `linear`, for the first `rows` rows, from `scoreGradient`. The masks stay as drawn. */
export const criticBackward = (
  op: Recorder,
  { layers, outputWeight, scoreGradient }: CriticNetwork,
  rows: number,
): void => {
  for (let l = layers.length - 1; l >= 0; l--) {
    const { gradient, factor } = layers[l]!;
    const out = rowsOf(gradient, 0, rows);
    const above = layers[l + 1];
    const term = above
      ? { a: rowsOf(above.gradient, 0, rows), b: above.weight }
      : { a: rowsOf(scoreGradient, 0, rows), b: outputWeight };
    op.matmul({ out, terms: [term], transposeB: true });
    op.multiply({ out, a: out, b: rowsOf(factor, 0, rows) });
  }
};

const SLOPE = 0.2;
const DROPOUT = 0.5;
