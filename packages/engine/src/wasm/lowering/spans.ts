import type { Span } from '@cvd/core';
import * as codes from '../../../assembly/codes.js';
import type {
  CrossEntropy,
  GaussianReconstruction,
  LatentBackward,
  SampleSpans,
  SpanActivation,
  SpanActivationBackward,
} from '../../program/operation.js';
import type { Matrix } from '../matrix.js';
import type { LoweringContext } from './context.js';
import { lowerNoise } from './noise.js';
import { emitSumRows } from './reductions.js';
import { accessesOf, evenShares } from './shares.js';
import { type Words, words } from './words.js';

/** Rows are worked on by fours. */
const grain = 4;

interface Head {
  readonly args: Words;
  readonly shares: ReturnType<typeof evenShares>;
  readonly cut: ReturnType<typeof accessesOf>;
}

/** rows, cols, spans, how many, strips, bytes of a strip. */
const head = ({ rows, cols }: Matrix, spans: readonly Span[], context: LoweringContext): Head => {
  const table = context.arena.table(
    spans.flatMap(({ start, width, activation }) => [start, width, activation === 'softmax' ? 1 : 0]),
  );
  const shares = evenShares(rows, context.threads, grain);
  return {
    args: words().int(rows, cols, table, spans.length, ...context.strips(cols)),
    shares,
    cut: accessesOf(shares),
  };
};

export const lowerSpanActivation = (operation: SpanActivation, context: LoweringContext): void => {
  const out = context.matrix(operation.out);
  const logits = context.matrix(operation.logits);
  const noise = lowerNoise(operation.noise, context);
  const { args, shares, cut } = head(out, operation.spans, context);
  context.emit({
    code: codes.SPAN_ACTIVATION,
    shares,
    args: args
      .matrix(out, logits)
      .real(1 / operation.temperature)
      .int(...noise.values),
    accesses: [cut.rows(out, true), cut.rows(logits), ...noise.reads.map((m) => cut.rows(m))],
  });
};

export const lowerSpanActivationBackward = (operation: SpanActivationBackward, context: LoweringContext): void => {
  const [out, gradient, output] = [operation.out, operation.gradient, operation.output].map(context.matrix) as [
    Matrix,
    Matrix,
    Matrix,
  ];
  const { args, shares, cut } = head(out, operation.spans, context);
  context.emit({
    code: codes.SPAN_ACTIVATION_BACKWARD,
    shares,
    args: args.matrix(out, gradient, output).real(1 / operation.temperature),
    accesses: [cut.rows(out, true), cut.rows(gradient), cut.rows(output)],
  });
};

export const lowerCrossEntropy = (operation: CrossEntropy, context: LoweringContext): void => {
  const logits = context.matrix(operation.logits);
  const gradient = context.matrix(operation.gradient);
  const loss = context.matrix(operation.loss);
  const targets = context.matrix(operation.targets);
  const { spans, scale, accumulate } = operation;
  const spanOf = new Int32Array(logits.cols);
  spans.forEach(({ start, width }, index) => {
    spanOf.fill(index, start, start + width);
  });
  const { args, shares, cut } = head(logits, spans, context);
  context.emit({
    code: codes.CROSS_ENTROPY,
    shares,
    args: args
      .matrix(logits, gradient, loss)
      .int(targets.address, targets.cols, context.arena.table(spanOf))
      .int(context.arena.allocate(16 * spans.length * context.threads))
      .real(scale)
      .int(accumulate ? codes.ACCUMULATE : 0),
    accesses: [cut.rows(gradient, true), cut.rows(loss, true), cut.rows(logits), cut.rows(targets)],
  });
};

export const lowerSampleSpans = (operation: SampleSpans, context: LoweringContext): void => {
  const logits = context.matrix(operation.logits);
  const codesOut = operation.codes && context.matrix(operation.codes);
  const scalars = operation.scalars && context.matrix(operation.scalars);
  const noise = lowerNoise(operation.noise, context);
  const { args, shares, cut } = head(logits, operation.spans, context);
  context.emit({
    code: codes.SAMPLE_SPANS,
    shares,
    args: args
      .matrix(logits)
      .int(codesOut?.address ?? 0, codesOut?.cols ?? 0, scalars?.address ?? 0, scalars?.stride ?? 0)
      .int(...noise.values),
    accesses: [
      cut.rows(logits),
      ...(codesOut ? [cut.rows(codesOut, true)] : []),
      ...(scalars ? [cut.rows(scalars, true)] : []),
      ...noise.reads.map((m) => cut.rows(m)),
    ],
  });
};

export const lowerLatentBackward = (operation: LatentBackward, { matrix, threads, emit }: LoweringContext): void => {
  const { mean, logVariance, epsilon, gradient, meanGradient, logVarianceGradient, loss, scale } = operation;
  const written = [meanGradient, logVarianceGradient, loss].map(matrix);
  const read = [mean, logVariance, epsilon, gradient].map(matrix);
  const shares = evenShares(mean.rows, threads, grain);
  const cut = accessesOf(shares);
  emit({
    code: codes.LATENT_BACKWARD,
    shares,
    args: words()
      .int(mean.rows, mean.cols)
      .matrix(...read, ...written)
      .real(scale),
    accesses: [...written.map((m) => cut.rows(m, true)), ...read.map((m) => cut.rows(m))],
  });
};

/** In two records: the gradient of sigma is a sum over rows, which other shares make. */
export const lowerGaussianReconstruction = (operation: GaussianReconstruction, context: LoweringContext): void => {
  const [logits, x, sigma] = [operation.logits, operation.x, operation.sigma].map(context.matrix) as [
    Matrix,
    Matrix,
    Matrix,
  ];
  const loss = context.matrix(operation.loss);
  const gradient = context.matrix(operation.gradient);
  const sigmaTerms = context.scratch(x.rows, x.cols);
  const shares = evenShares(x.rows, context.threads, grain);
  const cut = accessesOf(shares);
  context.emit({
    code: codes.GAUSSIAN_RECONSTRUCTION,
    shares,
    args: words()
      .int(x.rows, operation.columns.length, context.arena.table(operation.columns))
      .matrix(logits, x, sigma, loss, gradient, sigmaTerms)
      .real(operation.scale)
      .int(operation.accumulate ? codes.ACCUMULATE : 0),
    accesses: [
      ...[loss, gradient, sigmaTerms].map((m) => cut.rows(m, true)),
      ...[logits, x].map((m) => cut.rows(m)),
      cut.all(sigma),
    ],
  });
  emitSumRows(context.matrix(operation.sigmaGradient), sigmaTerms, operation.scale, false, context);
};
