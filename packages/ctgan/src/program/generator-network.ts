import { type Noise, type ProgramBuilder, type Recorder, rowsOf, type View } from '@cvd/engine';
import type { CtganShape } from './shape.js';

/** A residual block: linear, batch normalisation, ReLU; its output joins what later layers read. */
interface Block {
  /** Rows by input: [earlier hidden layers, latest first; z; condition]. No bias: the normalisation would take it out again. */
  readonly weight: View;
  readonly gamma: View;
  readonly beta: View;
  /** B × d: before the normalisation. */
  readonly linear: View;
  readonly mean: View;
  readonly variance: View;
  /** B × d */
  readonly hidden: View;
}

export interface GeneratorNetwork {
  /** B × E */
  readonly z: View;
  readonly blocks: readonly Block[];
  /** (all hidden layers + E + C) × N, rows as in the blocks. */
  readonly outputWeight: View;
  readonly outputBias: View;
  /** B × N */
  readonly logits: View;
  /** B × N */
  readonly fake: View;
}

/** Rows of the weights of layer `layer` (the output layer comes last): inputs of that layer. */
export const inputsOf = (
  { embeddingDim, conditionWidth, generatorDim }: Pick<CtganShape, 'embeddingDim' | 'conditionWidth' | 'generatorDim'>,
  layer: number,
): number => generatorDim.slice(0, layer).reduce((sum, dim) => sum + dim, 0) + embeddingDim + conditionWidth;

export const declareGenerator = (define: ProgramBuilder, shape: CtganShape): GeneratorNetwork => {
  const { batchSize, embeddingDim, generatorDim, width } = shape;
  return {
    z: define.scratch('generator/z', batchSize, embeddingDim),
    blocks: generatorDim.map((dim, l) => {
      const name = `generator/${l + 1}`;
      return {
        weight: define.parameter(`${name}/weight`, inputsOf(shape, l), dim),
        gamma: define.parameter(`${name}/gamma`, 1, dim),
        beta: define.parameter(`${name}/beta`, 1, dim),
        linear: define.scratch(`${name}/linear`, batchSize, dim),
        mean: define.output(`${name}/mean`, 1, dim),
        variance: define.output(`${name}/variance`, 1, dim),
        hidden: define.scratch(`${name}/hidden`, batchSize, dim),
      };
    }),
    outputWeight: define.parameter('generator/output/weight', inputsOf(shape, generatorDim.length), width),
    outputBias: define.parameter('generator/output/bias', 1, width),
    logits: define.scratch('generator/logits', batchSize, width),
    fake: define.scratch('generator/fake', batchSize, width),
  };
};

/** What a layer reads, with the rows of its weights that belong to each: hidden layers, latest first, then z. */
export const denseInputs = (
  { z, blocks }: Pick<GeneratorNetwork, 'z'> & { readonly blocks: readonly { readonly hidden: View }[] },
  layer: number,
  weight: View,
): { input: View; weight: View; block: number | null }[] => {
  const inputs: { input: View; weight: View; block: number | null }[] = [];
  let row = 0;
  const take = (input: View, block: number | null): void => {
    inputs.push({ input, weight: rowsOf(weight, row, input.cols), block });
    row += input.cols;
  };
  for (let l = layer - 1; l >= 0; l--) take(blocks[l]!.hidden, l);
  take(z, null);
  return inputs;
};

/** The rows of a layer's weights that the condition vector meets; null without one. */
export const conditionRows = ({ conditionWidth }: Pick<CtganShape, 'conditionWidth'>, weight: View): View | null =>
  conditionWidth === 0 ? null : rowsOf(weight, weight.rows - conditionWidth, conditionWidth);

/** out = what layer `layer` makes of its inputs. The condition is one-hot, so its product is a row of the weights. */
const linear = (
  op: Recorder,
  shape: CtganShape,
  network: GeneratorNetwork,
  layer: number,
  weight: View,
  bias: View | null,
  conditions: View | null,
  out: View,
): void => {
  const table = conditionRows(shape, weight);
  if (table && conditions) op.gatherRows({ out, table, indices: conditions, bias });
  const terms = denseInputs(network, layer, weight).map(({ input, weight: b }) => ({ a: input, b }));
  op.matmul({ out, terms, bias: table ? null : bias, accumulate: table !== null });
};

/** Draws z and runs the blocks under the statistics of this batch. @param conditions - B × 1, columns of the condition vector; null without discrete columns */
export const generatorBlocks = (
  op: Recorder,
  shape: CtganShape,
  network: GeneratorNetwork,
  conditions: View | null,
  noise: Noise,
): void => {
  op.normal({ out: network.z, noise });
  network.blocks.forEach((block, l) => {
    linear(op, shape, network, l, block.weight, null, conditions, block.linear);
    const { gamma, beta, mean, variance } = block;
    op.batchNorm({ out: block.hidden, x: block.linear, gamma, beta, mean, variance, activation: 'relu' });
  });
};

/** A whole forward pass: z, hidden layers, logits, and the fake rows by tanh and Gumbel-softmax at temperature .2. */
export const generatorForward = (
  op: Recorder,
  shape: CtganShape,
  network: GeneratorNetwork,
  conditions: View | null,
  noise: { readonly z: Noise; readonly gumbel: Noise },
): void => {
  generatorBlocks(op, shape, network, conditions, noise.z);
  const { logits, fake, outputWeight, outputBias } = network;
  linear(op, shape, network, network.blocks.length, outputWeight, outputBias, conditions, logits);
  op.spanActivation({ out: fake, logits, spans: shape.spans, temperature: TEMPERATURE, noise: noise.gumbel });
};

/** Temperature of the Gumbel-softmax. Source: arXiv 1907.00503, section 4.4. */
export const TEMPERATURE = 0.2;
