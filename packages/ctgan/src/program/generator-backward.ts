import { declareTrained, type ProgramBuilder, type Recorder, rowsOf, type Trained, type View } from '@cvd/engine';
import { conditionRows, denseInputs, type GeneratorNetwork } from './generator-network.js';
import type { CtganShape } from './shape.js';

/** Gradients of a generator's parameters, and what the way to them needs. */
export interface GeneratorGradients {
  readonly blocks: readonly {
    readonly weight: Trained;
    readonly gamma: Trained;
    readonly beta: Trained;
    /** B × d: gradient for the block's output, then for what it was before the normalisation. */
    readonly hidden: View;
  }[];
  readonly outputWeight: Trained;
  readonly outputBias: Trained;
  /** B × N: gradient for the fake rows, then for the logits. */
  readonly logits: View;
}

export const declareGeneratorGradients = (
  define: ProgramBuilder,
  { batchSize, width, generatorDim }: CtganShape,
  network: GeneratorNetwork,
): GeneratorGradients => ({
  blocks: network.blocks.map(({ weight, gamma, beta }, l) => {
    const name = `generator/${l + 1}`;
    return {
      weight: declareTrained(define, `${name}/weight`, weight),
      gamma: declareTrained(define, `${name}/gamma`, gamma),
      beta: declareTrained(define, `${name}/beta`, beta),
      hidden: define.scratch(`${name}/hidden-gradient`, batchSize, generatorDim[l]!),
    };
  }),
  outputWeight: declareTrained(define, 'generator/output/weight', network.outputWeight),
  outputBias: declareTrained(define, 'generator/output/bias', network.outputBias),
  logits: define.scratch('generator/logits-gradient', batchSize, width),
});

/** All parameters with their gradients, first layer first. */
export const generatorTrained = ({ blocks, outputWeight, outputBias }: GeneratorGradients): Trained[] => [
  ...blocks.flatMap(({ weight, gamma, beta }) => [weight, gamma, beta]),
  outputWeight,
  outputBias,
];

/** Gradient of one layer's weights: inputᵀ · gradient, by input; for the condition a scatter of rows. */
const weightGradient = (
  op: Recorder,
  shape: CtganShape,
  network: GeneratorNetwork,
  layer: number,
  out: View,
  gradient: View,
  conditions: View | null,
): void => {
  for (const { input, weight } of denseInputs(network, layer, out))
    op.matmul({ out: weight, terms: [{ a: input, b: gradient }], transposeA: true });
  const table = conditionRows(shape, out);
  if (table && conditions) op.scatterRows({ table, x: gradient, indices: conditions });
};

/** From the gradient for the logits (in `gradients.logits`) to those of every parameter; nothing is needed for z and condition. */
export const generatorBackward = (
  op: Recorder,
  shape: CtganShape,
  network: GeneratorNetwork,
  gradients: GeneratorGradients,
  conditions: View | null,
): void => {
  const layers = network.blocks.length;
  weightGradient(op, shape, network, layers, gradients.outputWeight.gradient, gradients.logits, conditions);
  op.sumRows({ out: gradients.outputBias.gradient, x: gradients.logits });
  for (let l = layers - 1; l >= 0; l--) {
    const block = network.blocks[l]!;
    const { hidden, weight, gamma, beta } = gradients.blocks[l]!;
    // Every later layer reads this block's output.
    const readers = [
      { layer: layers, weight: network.outputWeight, gradient: gradients.logits },
      ...network.blocks
        .map((later, at) => ({ layer: at, weight: later.weight, gradient: gradients.blocks[at]!.hidden }))
        .slice(l + 1),
    ];
    const terms = readers.map((reader) => {
      const part = denseInputs(network, reader.layer, reader.weight).find((input) => input.block === l)!;
      return { a: reader.gradient, b: part.weight };
    });
    op.matmul({ out: hidden, terms, transposeB: true });
    op.batchNormBackward({
      out: hidden,
      gradient: hidden,
      output: block.hidden,
      x: block.linear,
      gamma: block.gamma,
      mean: block.mean,
      variance: block.variance,
      gammaGradient: gamma.gradient,
      betaGradient: beta.gradient,
      activation: 'relu',
    });
    weightGradient(op, shape, network, l, weight.gradient, hidden, conditions);
  }
};

/** Gradient for the fake rows, slot by slot, from that for the critic's first layer (G × d). The condition needs none. */
export const fakeGradient = (
  op: Recorder,
  { pac, width }: CtganShape,
  criticWeight: View,
  hidden: View,
  out: View,
): void => {
  for (let slot = 0; slot < pac; slot++) {
    op.matmul({
      out: rowsOf(out, slot * hidden.rows, hidden.rows),
      terms: [{ a: hidden, b: rowsOf(criticWeight, slot * width, width) }],
      transposeB: true,
    });
  }
};
