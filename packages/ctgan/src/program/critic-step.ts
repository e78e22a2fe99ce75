import {
  declareTrained,
  type Noise,
  type ProgramBuilder,
  type Recorder,
  rowsOf,
  type Trained,
  type View,
} from '@cvd/engine';
import { type CriticNetwork, criticBackward, criticForward, fakeLinear } from './critic-network.js';
import { type CtganShape, groupsOf } from './shape.js';

/** Weight of the gradient penalty. Source: arXiv 1704.00028, section 4. */
const LAMBDA = 10;

/** What a critic step needs beside the network. */
export interface CriticStep {
  readonly layers: readonly { readonly weight: Trained; readonly bias: Trained }[];
  readonly outputWeight: Trained;
  readonly outputBias: Trained;
  /** G × 1: how far between real and fake each group of the penalty lies. */
  readonly alpha: View;
  /** G × P(N + C): gradient of the score for what lies between, its conditions included. */
  readonly inputGradient: View;
  /** G × 1 */
  readonly squaredNorms: View;
  /** G × 1 */
  readonly coefficient: View;
  /** 1 × 1: mean score of fake less mean score of real. */
  readonly loss: View;
  /** 1 × 1 */
  readonly penalty: View;
}

export const declareCriticStep = (
  define: ProgramBuilder,
  shape: CtganShape,
  { layers, outputWeight, outputBias }: CriticNetwork,
): CriticStep => {
  const groups = groupsOf(shape);
  return {
    layers: layers.map(({ weight, bias }, l) => ({
      weight: declareTrained(define, `critic/${l + 1}/weight`, weight),
      bias: declareTrained(define, `critic/${l + 1}/bias`, bias),
    })),
    outputWeight: declareTrained(define, 'critic/output/weight', outputWeight),
    outputBias: declareTrained(define, 'critic/output/bias', outputBias),
    alpha: define.scratch('critic/alpha', groups, 1),
    inputGradient: define.scratch('critic/input-gradient', groups, layers[0]!.weight.rows),
    squaredNorms: define.scratch('critic/squared-norms', groups, 1),
    coefficient: define.scratch('critic/penalty-coefficient', groups, 1),
    loss: define.output('critic/loss', 1, 1),
    penalty: define.output('critic/penalty', 1, 1),
  };
};

/** All parameters with their gradients, first layer first. */
export const criticTrained = ({ layers, outputWeight, outputBias }: CriticStep): Trained[] => [
  ...layers.flatMap(({ weight, bias }) => [weight, bias]),
  outputWeight,
  outputBias,
];

/** What the host gives to a critic step. */
export interface CriticInputs {
  /** G × P: rows of the first layer's weights that the conditions of the fake rows pick; null without conditions. */
  readonly packed: View | null;
  /** G × P·J: rows of the first layer's weights where a group of real rows, conditions included, is not 0. */
  readonly realRows: View;
  /** G × P·J: the values there. */
  readonly realValues: View;
}

/**
 * Loss and gradients of the critic, penalty included, from fake rows: docs/models/ctgan.md derives them. The three blocks
 * of rows are worked on as one wherever the weights are the same; after the penalty the third holds what it sends forward.
 */
export const criticGradients = (
  op: Recorder,
  shape: CtganShape,
  critic: CriticNetwork,
  step: CriticStep,
  fake: View,
  inputs: CriticInputs,
  noise: { readonly alpha: Noise; readonly dropout: readonly Noise[] },
): void => {
  const groups = groupsOf(shape);
  const block = (view: View, index: number): View => rowsOf(view, index * groups, groups);
  const [first] = critic.layers as [CriticNetwork['layers'][number]];
  const [real, fakes, between] = [0, 1, 2].map((index) => block(first.linear, index)) as [View, View, View];

  op.gatherRows({
    out: real,
    table: first.weight,
    indices: inputs.realRows,
    values: inputs.realValues,
    bias: first.bias,
  });
  fakeLinear(op, shape, critic, fake, inputs.packed, fakes);
  // One alpha a group, so mixing before the first layer's product and after it is the same.
  op.uniform({ out: step.alpha, noise: noise.alpha });
  op.mixRows({ out: between, a: real, b: fakes, weight: step.alpha });
  criticForward(op, critic, 3 * groups, 2 * groups, noise.dropout);
  op.sum({ out: step.loss, x: block(critic.score, 0), scale: -1 / groups });
  op.sum({ out: step.loss, x: block(critic.score, 1), scale: 1 / groups, accumulate: true });

  [-1 / groups, 1 / groups, 1].forEach((value, index) => {
    op.fill({ out: block(critic.scoreGradient, index), value });
  });
  criticBackward(op, critic, 3 * groups);
  penalty(op, critic, step, (view) => block(view, 2));
  weightGradients(op, shape, critic, step, fake, inputs);
};

/** The penalty's gradient: g for the inputs, u = c∘g, and v = what u becomes on its way forward through the same masks. */
const penalty = (op: Recorder, { layers }: CriticNetwork, step: CriticStep, between: (view: View) => View): void => {
  const { inputGradient, squaredNorms, coefficient } = step;
  layers.forEach((layer, l) => {
    const v = between(layer.hidden);
    if (l === 0) {
      const s = between(layer.gradient);
      op.matmul({ out: inputGradient, terms: [{ a: s, b: layer.weight }], transposeB: true });
      op.squaredNorms({ out: squaredNorms, x: inputGradient });
      op.gradientPenalty({ squaredNorms, coefficient, loss: step.penalty, lambda: LAMBDA });
      // u is never formed: the coefficient goes to the product, and to the other factor of the weights' gradient.
      op.matmul({ out: v, terms: [{ a: inputGradient, b: layer.weight }] });
      op.scaleRows({ out: v, x: v, scale: coefficient });
      op.scaleRows({ out: s, x: s, scale: coefficient });
    } else {
      op.matmul({ out: v, terms: [{ a: between(layers[l - 1]!.hidden), b: layer.weight }] });
    }
    op.multiply({ out: v, a: v, b: between(layer.factor) });
  });
};

const weightGradients = (
  op: Recorder,
  { pac, width }: CtganShape,
  critic: CriticNetwork,
  step: CriticStep,
  fake: View,
  { packed, realRows, realValues }: CriticInputs,
): void => {
  const groups = step.alpha.rows;
  critic.layers.forEach((layer, l) => {
    const { weight, bias } = step.layers[l]!;
    const [real, fakes, between] = [0, 1, 2].map((index) => rowsOf(layer.gradient, index * groups, groups)) as [
      View,
      View,
      View,
    ];
    op.sumRows({ out: bias.gradient, x: rowsOf(layer.gradient, 0, 2 * groups) });
    if (l > 0) {
      const terms = [{ a: critic.layers[l - 1]!.hidden, b: layer.gradient }];
      op.matmul({ out: weight.gradient, terms, transposeA: true });
      return;
    }
    op.matmul({ out: weight.gradient, terms: [{ a: step.inputGradient, b: between }], transposeA: true });
    for (let slot = 0; slot < pac; slot++) {
      op.matmul({
        out: rowsOf(weight.gradient, slot * width, width),
        terms: [{ a: rowsOf(fake, slot * groups, groups), b: fakes }],
        transposeA: true,
        accumulate: true,
      });
    }
    const table = weight.gradient;
    op.scatterRows({ table, x: real, indices: realRows, values: realValues, accumulate: true });
    if (packed) op.scatterRows({ table, x: fakes, indices: packed, accumulate: true });
  });
  const terms = [{ a: critic.layers.at(-1)!.hidden, b: critic.scoreGradient }];
  op.matmul({ out: step.outputWeight.gradient, terms, transposeA: true });
  // The scores' gradients sum to 0; rounding must not make a direction of it, which Adam would follow at full speed.
  op.fill({ out: step.outputBias.gradient, value: 0 });
};
