import { exp, log, type Span } from '@cvd/core';
import { tanh } from '../../numeric/tanh.js';
import type { CrossEntropy, SampleSpans, SpanActivation, SpanActivationBackward } from '../../program/operation.js';
import { drawsOf, type RunContext } from './context.js';

/** Softmax of values[at … at + width − 1] into out, and the logarithm of the sum of their exponentials. */
const softmaxInto = (out: Float64Array, values: Float64Array): number => {
  let highest = -Infinity;
  for (const value of values) highest = Math.max(highest, value);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += out[i] = exp(values[i]! - highest);
  for (let i = 0; i < values.length; i++) out[i]! /= sum;
  return highest + log(sum);
};

export const spanActivation = (
  { out, logits, spans, temperature, noise }: SpanActivation,
  context: RunContext,
): void => {
  const y = context.memory.real(out);
  const x = context.memory.real(logits);
  const draws = noise && drawsOf(noise, x.rows, context);
  for (let r = 0; r < x.rows; r++) {
    for (const { start, width, activation } of spans) {
      const at = r * x.cols + start;
      const target = y.values.subarray(at, at + width);
      for (let i = 0; i < width; i++) {
        const logit = x.values[at + i]!;
        if (activation === 'tanh') target[i] = tanh(logit);
        else target[i] = (logit + (draws ? draws.gumbel(r, start + i) : 0)) / temperature;
      }
      if (activation === 'softmax') softmaxInto(target, target);
    }
  }
};

export const spanActivationBackward = (
  { out, gradient, output, spans, temperature }: SpanActivationBackward,
  { memory }: RunContext,
): void => {
  const dx = memory.real(out).values;
  const dy = memory.real(gradient).values;
  const { values: y, rows, cols } = memory.real(output);
  for (let r = 0; r < rows; r++) {
    for (const { start, width, activation } of spans) {
      const first = r * cols + start;
      if (activation === 'tanh') {
        for (let at = first; at < first + width; at++) dx[at] = dy[at]! * (1 - y[at]! ** 2);
        continue;
      }
      let sum = 0;
      for (let at = first; at < first + width; at++) sum += dy[at]! * y[at]!;
      for (let at = first; at < first + width; at++) dx[at] = (y[at]! * (dy[at]! - sum)) / temperature;
    }
  }
};

export const crossEntropy = (
  { logits, targets, spans, loss, gradient, scale, accumulate }: CrossEntropy,
  { memory }: RunContext,
): void => {
  const x = memory.real(logits);
  const chosen = memory.integer(targets);
  const losses = memory.real(loss).values;
  const dx = memory.real(gradient).values;
  const choiceAt = (column: number): Span | undefined =>
    spans.find(({ start, width, activation }) => activation === 'softmax' && start <= column && column < start + width);
  if (!accumulate) dx.fill(0);
  for (let r = 0; r < x.rows; r++) {
    losses[r] = 0;
    for (let j = 0; j < chosen.cols; j++) {
      const column = chosen.values[r * chosen.cols + j]!;
      // Only a buffer that was never written can name another column than one of a choice.
      const span = column === -1 ? undefined : choiceAt(column);
      if (!span) continue;
      const { start, width } = span;
      const at = r * x.cols + start;
      const shares = new Float64Array(width);
      const logOfSum = softmaxInto(shares, x.values.subarray(at, at + width));
      losses[r]! += scale * (logOfSum - x.values[r * x.cols + column]!);
      for (let i = 0; i < width; i++) dx[at + i]! += scale * (shares[i]! - (start + i === column ? 1 : 0));
    }
  }
};

/** The place of the largest, the first of equal ones. */
const largestOf = (logits: Float64Array): number => {
  let best = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[best]!) best = i;
  return best;
};

/** A place by the softmax, by inversion. */
const drawnFrom = (logits: Float64Array, uniform: number): number => {
  const sums = new Float64Array(logits.length);
  const highest = logits[largestOf(logits)]!;
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sums[i] = sum += exp(logits[i]! - highest);
  let place = 0;
  for (let i = 0; i < logits.length - 1; i++) if (sums[i]! <= uniform * sum) place++;
  return place;
};

export const sampleSpans = ({ logits, spans, codes, scalars, noise }: SampleSpans, context: RunContext): void => {
  const x = context.memory.real(logits);
  const draws = noise && drawsOf(noise, x.rows, context);
  const choices = codes && context.memory.integer(codes);
  const numbers = scalars && context.memory.real(scalars);
  for (let r = 0; r < x.rows; r++) {
    let choice = 0;
    let scalar = 0;
    for (const { start, width, activation } of spans) {
      if (activation === 'tanh') {
        if (numbers) numbers.values[r * numbers.cols + scalar++] = tanh(x.values[r * x.cols + start]!);
        continue;
      }
      if (!choices) continue;
      const at = r * x.cols + start;
      const span = x.values.subarray(at, at + width);
      choices.values[r * choices.cols + choice] = draws ? drawnFrom(span, draws.uniform(r, choice)) : largestOf(span);
      choice++;
    }
  }
};
