import { createProgram, type Noise, type Program, type ProgramBuilder, type Recorder, rowsOf, type View } from '@cvd/engine';
import { parametersOf, SIGMA } from './parameters.js';
import type { Shape } from './shape.js';

/** The values sigma is kept in after every step. */
export const SIGMA_RANGE = { low: 0.01, high: 1 } as const;

/**
 * Rows of the output 'losses', each a mean over the rows of the batch: reconstruction of the scalars and of the choices, both
 * times `lossFactor`, and divergence of the code from the standard normal.
 */
export const LOSSES = ['continuous', 'discrete', 'divergence'] as const;

const MAX_FLOAT32 = 3.4028234663852886e38;

export interface TrainingProgramOptions {
  /** Rows of the routine 'step'. */
  readonly batchRows: number;
  /** Rows of the routine 'tail', the last step of an epoch; 0 for none. */
  readonly tailRows: number;
  readonly lossFactor: number;
  readonly l2scale: number;
  /** 'given' reads the normals from the input 'epsilon' (tests against other implementations). @default 'stream' */
  readonly noise?: 'stream' | 'given';
}

/** A parameter with what its step of Adam needs. */
interface Trained {
  readonly value: View;
  readonly gradient: View;
  readonly m: View;
  readonly v: View;
}

/** A hidden layer: what it puts out and the gradient for that, rows × size. */
interface Hidden {
  readonly name: string;
  readonly output: View;
  readonly gradient: View;
}

interface Buffers {
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

const declare = (define: ProgramBuilder, shape: Shape, rows: number): Buffers => {
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
        {
          value: define.parameter(name, height, cols),
          gradient: define.scratch(`${name}/gradient`, height, cols),
          m: define.state(`${name}/m`, height, cols),
          v: define.state(`${name}/v`, height, cols),
        },
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

/** One step of training on the first `rows` rows of the buffers. */
const recordStep = (
  op: Recorder,
  all: Buffers,
  shape: Shape,
  rows: number,
  noise: Noise,
  { lossFactor, l2scale }: TrainingProgramOptions,
): void => {
  const of = (view: View): View => rowsOf(view, 0, rows);
  const { parameters } = all;
  const value = (name: string): View => parameters.get(name)!.value;
  const gradient = (name: string): View => parameters.get(name)!.gradient;
  const layersOf = (layers: readonly Hidden[]): Hidden[] =>
    layers.map((layer) => ({ ...layer, output: of(layer.output), gradient: of(layer.gradient) }));
  const encoder = layersOf(all.encoder);
  const decoder = layersOf(all.decoder);
  const targets = of(all.targets);
  const scalars = all.scalars && of(all.scalars);
  const [mean, logVariance, epsilon, code] = [of(all.mean), of(all.logVariance), of(all.epsilon), of(all.code)];
  const [logits, logitsGradient] = [of(all.logits), of(all.logitsGradient)];
  const parts = { continuous: of(all.continuous), discrete: of(all.discrete), divergence: of(all.divergence) };
  const total = (part: (typeof LOSSES)[number]): void =>
    op.sum({ out: rowsOf(all.losses, LOSSES.indexOf(part), 1), x: parts[part] });

  const forward = (name: string, from: View, out: View, activation: 'none' | 'relu'): void =>
    op.matmul({
      out,
      terms: [{ a: from, b: value(`${name}/weight`) }],
      bias: value(`${name}/bias`),
      activation,
    });
  /** Gradients for a layer's weights from those for what it put out. */
  const backward = (name: string, from: View, outGradient: View): void => {
    op.matmul({ out: gradient(`${name}/weight`), terms: [{ a: from, b: outGradient }], transposeA: true });
    op.sumRows({ out: gradient(`${name}/bias`), x: outGradient });
  };
  /** Gradient for what a hidden layer put out, brought before its ReLU, from that of the layers which read it. */
  const into = ({ output, gradient: out }: Hidden, from: readonly { name: string; gradient: View }[]): void => {
    op.matmul({
      out,
      terms: from.map((layer) => ({ a: layer.gradient, b: value(`${layer.name}/weight`) })),
      transposeB: true,
    });
    op.reluBackward({ out, gradient: out, output });
  };

  // Encoder. The row is never built: its ones pick rows of the weights, its scalars are a narrow product.
  const [first, ...deeper] = encoder as [Hidden, ...Hidden[]];
  op.gatherRows({
    out: first.output,
    table: value('encoder/hidden-1/choices'),
    indices: targets,
    bias: value('encoder/hidden-1/bias'),
  });
  if (scalars) {
    const terms = [{ a: scalars, b: value('encoder/hidden-1/scalars') }];
    op.matmul({ out: first.output, terms, accumulate: true, activation: 'relu' });
  } else op.clamp({ x: first.output, low: 0, high: MAX_FLOAT32 });
  for (const [i, layer] of deeper.entries()) forward(layer.name, encoder[i]!.output, layer.output, 'relu');
  const lastEncoder = encoder.at(-1)!;
  forward('encoder/mean', lastEncoder.output, mean, 'none');
  forward('encoder/log-variance', lastEncoder.output, logVariance, 'none');

  // Decoder.
  op.reparameterize({ out: code, epsilon, mean, logVariance, noise });
  for (const [i, layer] of decoder.entries()) forward(layer.name, decoder[i - 1]?.output ?? code, layer.output, 'relu');
  const lastDecoder = decoder.at(-1)!;
  forward('decoder/output', lastDecoder.output, logits, 'none');

  // Loss and its gradient for the logits.
  const scale = lossFactor / rows;
  op.crossEntropy({
    logits,
    targets,
    spans: shape.spans,
    loss: parts.discrete,
    gradient: logitsGradient,
    scale,
  });
  total('discrete');
  if (scalars) {
    op.gaussianReconstruction({
      logits,
      x: scalars,
      columns: shape.scalars,
      sigma: value(SIGMA),
      loss: parts.continuous,
      gradient: logitsGradient,
      sigmaGradient: gradient(SIGMA),
      scale,
    });
    total('continuous');
  }

  // Back through the decoder.
  backward('decoder/output', lastDecoder.output, logitsGradient);
  let from = { name: 'decoder/output', gradient: logitsGradient };
  for (let i = decoder.length - 1; i >= 0; i--) {
    const layer = decoder[i]!;
    into(layer, [from]);
    backward(layer.name, decoder[i - 1]?.output ?? code, layer.gradient);
    from = layer;
  }
  const codeGradient = of(all.codeGradient);
  op.matmul({
    out: codeGradient,
    terms: [{ a: from.gradient, b: value(`${from.name}/weight`) }],
    transposeB: true,
  });

  // The code, and the divergence.
  const [meanGradient, logVarianceGradient] = [of(all.meanGradient), of(all.logVarianceGradient)];
  op.latentBackward({
    mean,
    logVariance,
    epsilon,
    gradient: codeGradient,
    meanGradient,
    logVarianceGradient,
    loss: parts.divergence,
    scale: 1 / rows,
  });
  total('divergence');

  // Back through the encoder.
  backward('encoder/mean', lastEncoder.output, meanGradient);
  backward('encoder/log-variance', lastEncoder.output, logVarianceGradient);
  let readers = [
    { name: 'encoder/mean', gradient: meanGradient },
    { name: 'encoder/log-variance', gradient: logVarianceGradient },
  ];
  for (let i = encoder.length - 1; i >= 0; i--) {
    const layer = encoder[i]!;
    into(layer, readers);
    if (i > 0) backward(layer.name, encoder[i - 1]!.output, layer.gradient);
    readers = [layer];
  }
  op.scatterRows({ table: gradient('encoder/hidden-1/choices'), x: first.gradient, indices: targets });
  op.sumRows({ out: gradient('encoder/hidden-1/bias'), x: first.gradient });
  if (scalars) {
    op.matmul({
      out: gradient('encoder/hidden-1/scalars'),
      terms: [{ a: scalars, b: first.gradient }],
      transposeA: true,
    });
  }

  for (const { value: parameter, gradient, m, v } of parameters.values()) {
    op.adam({ parameter, gradient, m, v, rates: all.rates, weightDecay: l2scale });
  }
  if (scalars) op.clamp({ x: value(SIGMA), ...SIGMA_RANGE });
};

/**
 * A step of training, written out forwards and backwards (there is no autograd):
 *
 *   loss = lossFactor/R · Σ over rows (Gaussian negative log-likelihood of the scalars + cross-entropy of the choices)
 *        + 1/R · Σ over rows KL(N(mean, variance) ‖ N(0, I)),
 *
 * then Adam with weight decay on every parameter, sigma included, and sigma brought back into its range.
 * Routines: 'step' on all rows, and 'tail' on the first `tailRows` where there are any.
 * Source: Xu, Skoularidou, Cuesta-Infante, Veeramachaneni, "Modeling tabular data using conditional GAN", 2019, section 4.4.
 */
export const trainingProgram = (shape: Shape, options: TrainingProgramOptions): Program =>
  createProgram((define) => {
    const { batchRows, tailRows } = options;
    const buffers = declare(define, shape, batchRows);
    const given = options.noise === 'given' ? define.input('epsilon', batchRows, shape.embeddingDim) : null;
    // A stream for each routine: their steps count rows in different widths, and would meet in one.
    const routine = (name: string, rows: number): void => {
      const noise: Noise = given ? { kind: 'given', values: rowsOf(given, 0, rows) } : define.stream();
      define.routine(name, (op) => recordStep(op, buffers, shape, rows, noise, options));
    };
    routine('step', batchRows);
    if (tailRows > 0) routine('tail', tailRows);
  });
