import {
  adamStep,
  linearBackward,
  linearForward,
  linearInputGradient,
  type Noise,
  type Recorder,
  rowsOf,
  type View,
} from '@cvd/engine';
import { SIGMA } from './parameters.js';
import type { Shape } from './shape.js';
import { type Hidden, LOSSES, type TrainingBuffers } from './training-buffers.js';

/** The values sigma is kept in after every step. */
export const SIGMA_RANGE = { low: 0.01, high: 1 } as const;

const MAX_FLOAT32 = 3.4028234663852886e38;

/** One step of training on the first `rows` rows of the buffers. */
export const recordStep = (
  op: Recorder,
  all: TrainingBuffers,
  shape: Shape,
  rows: number,
  noise: Noise,
  { lossFactor, l2scale }: { readonly lossFactor: number; readonly l2scale: number },
): void => {
  const of = (view: View): View => rowsOf(view, 0, rows);
  const { parameters } = all;
  const value = (name: string): View => parameters.get(name)!.parameter;
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

  const weightsOf = (name: string) => ({ weight: value(`${name}/weight`), bias: value(`${name}/bias`) });
  const forward = (name: string, from: View, out: View, activation: 'none' | 'relu'): void =>
    linearForward(op, weightsOf(name), from, out, activation);
  /** Gradients for a layer's weights from those for what it put out. */
  const backward = (name: string, from: View, outGradient: View): void =>
    linearBackward(op, { weight: gradient(`${name}/weight`), bias: gradient(`${name}/bias`) }, from, outGradient);
  type Reader = { readonly name: string; readonly gradient: View };
  /** Gradient for what the given layers read. */
  const intoInput = (out: View, readers: readonly Reader[]): void => {
    const layers = readers.map((layer) => ({ outGradient: layer.gradient, weight: value(`${layer.name}/weight`) }));
    linearInputGradient(op, out, layers);
  };
  /** The same of a hidden layer, brought before its ReLU. */
  const into = ({ output, gradient: out }: Hidden, readers: readonly Reader[]): void => {
    intoInput(out, readers);
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
  intoInput(codeGradient, [from]);

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

  adamStep(op, [...parameters.values()], all.rates, { weightDecay: l2scale });
  if (scalars) op.clamp({ x: value(SIGMA), ...SIGMA_RANGE });
};
