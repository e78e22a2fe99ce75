import type { Operation, OperationKind } from '../program/operation.js';
import type { View } from '../program/view.js';
import { drawnTensor, type RunContext } from './context.js';
import { groupBlock, mapSpans, spanPlan } from './span-plan.js';
import { sparseMatrix } from './sparse-matrix.js';
import type { Tensorflow, TfTensor } from './tensorflow.js';

/** What an operation makes: rows of buffers and their new values. Nothing is changed before all of it is made. */
type Outputs = readonly (readonly [View, TfTensor])[];

type Kernels = {
  readonly [Kind in OperationKind]: (operation: Extract<Operation, { kind: Kind }>, context: RunContext) => Outputs;
};

/** `value`, added to what `out` holds if asked for. */
const into = (
  { tf, store }: RunContext,
  out: View,
  value: TfTensor,
  accumulate: boolean,
): readonly [View, TfTensor] => [out, accumulate ? tf.add(store.get(out), value) : value];

/** Places by the softmax of spans [rows, spans, width], by inversion of uniforms [rows, spans]. */
const drawnFrom = (tf: Tensorflow, block: TfTensor, uniforms: TfTensor): TfTensor => {
  const [rows, spans, width] = block.shape as [number, number, number];
  if (width === 1) return tf.fill([rows, spans], 0, 'int32');
  const sums = tf.cumsum(tf.exp(tf.sub(block, tf.max(block, 2, true))), 2);
  const last = tf.slice(sums, [0, 0, width - 1], [rows, spans, 1]);
  const point = tf.mul(tf.reshape(uniforms, [rows, spans, 1]), last);
  // The last sum is above every point; it stays out whatever the rounding.
  const passed = tf.greaterEqual(point, tf.slice(sums, [0, 0, 0], [rows, spans, width - 1]));
  return tf.sum(tf.cast(passed, 'int32'), 2);
};

/** Every operation in terms of TensorFlow.js, as its definition in `operation.ts` says. */
const kernels: Kernels = {
  matmul: ({ out, terms, transposeA, transposeB, bias, accumulate, activation }, { tf, store: { get } }) => {
    const parts = terms.map(({ a, b }) => tf.matMul(get(a), get(b), transposeA, transposeB));
    if (bias) parts.push(get(bias));
    if (accumulate) parts.push(get(out));
    const sum = parts.reduce((a, b) => tf.add(a, b));
    return [[out, activation === 'relu' ? tf.relu(sum) : sum]];
  },
  gatherRows: ({ out, table, indices, values, bias, accumulate }, context) => {
    const { tf, store } = context;
    const product = tf.matMul(sparseMatrix(context, indices, values, table.rows), store.get(table), false, false);
    return [into(context, out, bias ? tf.add(product, store.get(bias)) : product, accumulate)];
  },
  scatterRows: ({ table, x, indices, values, accumulate }, context) => {
    const { tf, store } = context;
    const product = tf.matMul(sparseMatrix(context, indices, values, table.rows), store.get(x), true, false);
    return [into(context, table, product, accumulate)];
  },
  transpose: ({ out, x }, { tf, store }) => [[out, tf.transpose(store.get(x))]],

  fill: ({ out, value }, { tf }) => [[out, tf.fill([out.rows, out.cols], value)]],
  add: ({ out, a, b, scaleA, scaleB }, { tf, store: { get } }) => [
    [out, tf.add(tf.mul(get(a), scaleA), tf.mul(get(b), scaleB))],
  ],
  multiply: ({ out, a, b }, { tf, store: { get } }) => [[out, tf.mul(get(a), get(b))]],
  mixRows: ({ out, a, b, weight }, { tf, store: { get } }) => [
    [out, tf.add(tf.mul(get(weight), get(a)), tf.mul(tf.sub(1, get(weight)), get(b)))],
  ],
  scaleRows: ({ out, x, scale }, { tf, store: { get } }) => [[out, tf.mul(get(scale), get(x))]],
  clamp: ({ x, low, high }, { tf, store }) => [[x, tf.clipByValue(store.get(x), low, high)]],
  reluBackward: ({ out, gradient, output }, { tf, store: { get } }) => [
    [out, tf.where(tf.greater(get(output), 0), get(gradient), tf.zerosLike(get(gradient)))],
  ],
  leakyDropout: ({ out, factor, x, slope, rate, noise }, context) => {
    const { tf, store } = context;
    const input = store.get(x);
    const full = (value: number): TfTensor => tf.fill([x.rows, x.cols], value);
    const leak = tf.where(tf.greater(input, 0), full(1), full(slope));
    if (rate === 0) {
      return [
        [factor, leak],
        [out, tf.mul(leak, input)],
      ];
    }
    const kept = tf.greaterEqual(drawnTensor(context, noise, x.rows, x.cols, 'uniform'), Math.fround(rate));
    const both = tf.where(kept, tf.div(leak, 1 - rate), full(0));
    return [
      [factor, both],
      [out, tf.mul(both, input)],
    ];
  },

  sumRows: ({ out, x, scale, accumulate }, context) => {
    const { tf, store } = context;
    return [into(context, out, tf.mul(tf.sum(store.get(x), 0, true), scale), accumulate)];
  },
  sum: ({ out, x, scale, accumulate }, context) => {
    const { tf, store } = context;
    return [into(context, out, tf.reshape(tf.mul(tf.sum(store.get(x)), scale), [1, 1]), accumulate)];
  },
  squaredNorms: ({ out, x, accumulate }, context) => {
    const { tf, store } = context;
    const byRow = tf.reshape(tf.sum(tf.square(store.get(x)), 1), [x.rows / out.rows, out.rows]);
    return [into(context, out, tf.reshape(tf.sum(byRow, 0), [out.rows, 1]), accumulate)];
  },
  gradientPenalty: ({ squaredNorms, coefficient, loss, lambda }, { tf, store }) => {
    const squares = store.get(squaredNorms);
    const factor = lambda / squaredNorms.rows;
    const norms = tf.sqrt(squares);
    const positive = tf.greater(squares, 0);
    const safe = tf.where(positive, norms, tf.fill([squaredNorms.rows, 1], 1));
    const slope = tf.mul(tf.sub(1, tf.div(1, safe)), 2 * factor);
    return [
      [coefficient, tf.where(positive, slope, tf.zerosLike(slope))],
      [loss, tf.reshape(tf.mul(tf.sum(tf.square(tf.sub(norms, 1))), factor), [1, 1])],
    ];
  },

  batchNorm: ({ out, x, gamma, beta, mean, variance, epsilon, activation }, { tf, store: { get } }) => {
    const average = tf.mean(get(x), 0, true);
    const centred = tf.sub(get(x), average);
    const spread = tf.mean(tf.square(centred), 0, true);
    const scale = tf.div(get(gamma), tf.sqrt(tf.add(spread, epsilon)));
    const y = tf.add(tf.mul(centred, scale), get(beta));
    return [
      [mean, average],
      [variance, spread],
      [out, activation === 'relu' ? tf.relu(y) : y],
    ];
  },
  batchNormBackward: (operation, { tf, store: { get } }) => {
    const { out, output, x, gamma, mean, variance, gammaGradient, betaGradient, epsilon, activation } = operation;
    const given = get(operation.gradient);
    const gradient =
      activation === 'relu' ? tf.where(tf.greater(get(output), 0), given, tf.zerosLike(given)) : tf.clone(given);
    const deviation = tf.sqrt(tf.add(get(variance), epsilon));
    const normalized = tf.div(tf.sub(get(x), get(mean)), deviation);
    const product = tf.mul(gradient, normalized);
    const centred = tf.sub(tf.sub(gradient, tf.mean(gradient, 0, true)), tf.mul(normalized, tf.mean(product, 0, true)));
    return [
      [gammaGradient, tf.sum(product, 0, true)],
      [betaGradient, tf.sum(gradient, 0, true)],
      [out, tf.mul(tf.div(get(gamma), deviation), centred)],
    ];
  },

  spanActivation: ({ out, logits, spans, temperature, noise }, context) => {
    const { tf, store } = context;
    const plan = store.constants(spans, () => spanPlan(tf, spans, logits.cols));
    const x = store.get(logits);
    const noisy = noise ? tf.add(x, drawnTensor(context, noise, logits.rows, logits.cols, 'gumbel')) : x;
    const y = mapSpans(tf, plan, [x, noisy], {
      tanh: (columns) => tf.tanh(columns!),
      softmax: (_, block) => tf.softmax(tf.div(block!, temperature)),
      rest: () => store.get(out),
    });
    return [[out, y]];
  },
  spanActivationBackward: ({ out, gradient, output, spans, temperature }, { tf, store }) => {
    const plan = store.constants(spans, () => spanPlan(tf, spans, out.cols));
    const dx = mapSpans(tf, plan, [store.get(gradient), store.get(output)], {
      tanh: (g, y) => tf.mul(g!, tf.sub(1, tf.square(y!))),
      softmax: (g, y) => tf.div(tf.mul(y!, tf.sub(g!, tf.sum(tf.mul(g!, y!), 2, true))), temperature),
      rest: () => store.get(out),
    });
    return [[out, dx]];
  },
  crossEntropy: ({ logits, targets, spans, loss, gradient, scale, accumulate }, context) => {
    const { tf, store } = context;
    const plan = store.constants(spans, () => spanPlan(tf, spans, logits.cols));
    const x = store.get(logits);
    const wanted = sparseMatrix(context, targets, null, logits.cols);
    const losses: TfTensor[] = [tf.mul(tf.sum(tf.mul(wanted, x), 1, true), -1)];
    const difference = mapSpans(tf, plan, [x, wanted], {
      tanh: (columns) => tf.zerosLike(columns!),
      softmax: (block, hits) => {
        const highest = tf.max(block!, 2, true);
        const powers = tf.exp(tf.sub(block!, highest));
        const total = tf.sum(powers, 2, true);
        const count = tf.sum(hits!, 2, true);
        losses.push(tf.sum(tf.mul(count, tf.add(highest, tf.log(total))), 1));
        return tf.sub(tf.mul(count, tf.div(powers, total)), hits!);
      },
      rest: () => tf.zerosLike(x),
    });
    return [
      [
        loss,
        tf.mul(
          losses.reduce((a, b) => tf.add(a, b)),
          scale,
        ),
      ],
      into(context, gradient, tf.mul(difference, scale), accumulate),
    ];
  },
  sampleSpans: ({ logits, spans, codes, scalars, noise }, context) => {
    const { tf, store } = context;
    const plan = store.constants(spans, () => spanPlan(tf, spans, logits.cols));
    const x = store.get(logits);
    const outputs: (readonly [View, TfTensor])[] = [];
    if (scalars && plan.scalars) outputs.push([scalars, tf.tanh(tf.gather(x, plan.scalars, 1))]);
    if (codes && plan.choices) {
      const uniforms = noise && drawnTensor(context, noise, logits.rows, codes.cols, 'uniform');
      const chosen = plan.groups.map((group) => {
        const block = groupBlock(tf, x, group);
        return uniforms ? drawnFrom(tf, block, tf.gather(uniforms, group.places, 1)) : tf.argMax(block, 2);
      });
      const side = chosen.map((places) => tf.cast(places, 'int32'));
      outputs.push([codes, tf.gather(tf.concat(side, 1), plan.choices, 1)]);
    }
    return outputs;
  },

  reparameterize: ({ out, epsilon, mean, logVariance, noise }, context) => {
    const { tf, store } = context;
    const normals = drawnTensor(context, noise, out.rows, out.cols, 'normal');
    const deviation = tf.exp(tf.div(store.get(logVariance), 2));
    return [
      [epsilon, normals],
      [out, tf.add(store.get(mean), tf.mul(deviation, normals))],
    ];
  },
  latentBackward: (operation, { tf, store: { get } }) => {
    const { meanGradient, logVarianceGradient, loss, scale } = operation;
    const [mean, logVariance, gradient] = [get(operation.mean), get(operation.logVariance), get(operation.gradient)];
    const variance = tf.exp(logVariance);
    const sampled = tf.mul(tf.mul(gradient, get(operation.epsilon)), tf.div(tf.exp(tf.div(logVariance, 2)), 2));
    const terms = tf.sub(tf.sub(tf.add(logVariance, 1), tf.square(mean)), variance);
    return [
      [meanGradient, tf.add(gradient, tf.mul(mean, scale))],
      [logVarianceGradient, tf.add(sampled, tf.mul(tf.sub(variance, 1), scale / 2))],
      [loss, tf.mul(tf.sum(terms, 1, true), -scale / 2)],
    ];
  },
  gaussianReconstruction: (operation, context) => {
    const { tf, store } = context;
    const { logits, columns, loss, gradient, sigmaGradient, scale, accumulate } = operation;
    const { chosen, order } = store.constants(columns, () => {
      const places = Int32Array.from({ length: logits.cols }, (_, c) => c);
      for (const [j, column] of columns.entries()) places[column] = logits.cols + j;
      return { chosen: tf.tensor1d(Int32Array.from(columns), 'int32'), order: tf.tensor1d(places, 'int32') };
    });
    const sigma = store.get(operation.sigma);
    const t = tf.tanh(tf.gather(store.get(logits), chosen, 1));
    const residual = tf.sub(store.get(operation.x), t);
    const precision = tf.div(1, tf.square(sigma));
    const misfit = tf.mul(tf.square(residual), precision);
    const slope = tf.mul(tf.mul(residual, precision), tf.sub(1, tf.square(t)));
    return [
      into(context, loss, tf.mul(tf.sum(tf.add(tf.div(misfit, 2), tf.log(sigma)), 1, true), scale), accumulate),
      [gradient, tf.gather(tf.concat([store.get(gradient), tf.mul(slope, -scale)], 1), order, 1)],
      [sigmaGradient, tf.mul(tf.sum(tf.div(tf.sub(1, misfit), sigma), 0, true), scale)],
    ];
  },

  uniform: ({ out, noise }, context) => [[out, drawnTensor(context, noise, out.rows, out.cols, 'uniform')]],
  normal: ({ out, noise }, context) => [[out, drawnTensor(context, noise, out.rows, out.cols, 'normal')]],

  adam: (operation, { tf, store: { get } }) => {
    const { parameter, m, v, beta1, beta2, epsilon, weightDecay } = operation;
    const rates = get(operation.rates);
    const gradient = tf.add(get(operation.gradient), tf.mul(get(parameter), weightDecay));
    const first = tf.add(tf.mul(get(m), beta1), tf.mul(gradient, 1 - beta1));
    const second = tf.add(tf.mul(get(v), beta2), tf.mul(tf.square(gradient), 1 - beta2));
    const scale = tf.add(tf.mul(tf.sqrt(second), tf.slice(rates, [0, 1], [1, 1])), epsilon);
    return [
      [m, first],
      [v, second],
      [parameter, tf.sub(get(parameter), tf.div(tf.mul(tf.slice(rates, [0, 0], [1, 1]), first), scale))],
    ];
  },
};

/** Runs one operation; leaves no tensors behind but the buffers' own. */
export const runKernel = (operation: Operation, context: RunContext): void => {
  const kernel = kernels[operation.kind] as (operation: Operation, context: RunContext) => Outputs;
  context.tf.tidy(() => {
    for (const [view, values] of kernel(operation, context)) context.store.set(view, values);
  });
};
