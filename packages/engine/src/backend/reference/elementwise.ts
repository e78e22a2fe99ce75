import type {
  Add,
  Clamp,
  Fill,
  LeakyDropout,
  MixRows,
  Multiply,
  ReluBackward,
  ScaleRows,
} from '../../program/operation.js';
import { drawsOf, type RunContext } from './context.js';

export const fill = ({ out, value }: Fill, { memory }: RunContext): void => {
  memory.real(out).values.fill(value);
};

export const add = ({ out, a, b, scaleA, scaleB }: Add, { memory }: RunContext): void => {
  const y = memory.real(out).values;
  const left = memory.real(a).values;
  const right = memory.real(b).values;
  for (let i = 0; i < y.length; i++) y[i] = scaleA * left[i]! + scaleB * right[i]!;
};

export const multiply = ({ out, a, b }: Multiply, { memory }: RunContext): void => {
  const y = memory.real(out).values;
  const left = memory.real(a).values;
  const right = memory.real(b).values;
  for (let i = 0; i < y.length; i++) y[i] = left[i]! * right[i]!;
};

export const mixRows = ({ out, a, b, weight }: MixRows, { memory }: RunContext): void => {
  const y = memory.real(out);
  const left = memory.real(a).values;
  const right = memory.real(b).values;
  const weights = memory.real(weight).values;
  for (let i = 0; i < y.values.length; i++) {
    const w = weights[Math.floor(i / y.cols)]!;
    y.values[i] = w * left[i]! + (1 - w) * right[i]!;
  }
};

export const scaleRows = ({ out, x, scale }: ScaleRows, { memory }: RunContext): void => {
  const y = memory.real(out);
  const source = memory.real(x).values;
  const scales = memory.real(scale).values;
  for (let i = 0; i < y.values.length; i++) y.values[i] = scales[Math.floor(i / y.cols)]! * source[i]!;
};

export const clamp = ({ x, low, high }: Clamp, { memory }: RunContext): void => {
  const { values } = memory.real(x);
  for (let i = 0; i < values.length; i++) values[i] = Math.min(high, Math.max(low, values[i]!));
};

export const reluBackward = ({ out, gradient, output }: ReluBackward, { memory }: RunContext): void => {
  const y = memory.real(out).values;
  const given = memory.real(gradient).values;
  const outputs = memory.real(output).values;
  for (let i = 0; i < y.length; i++) y[i] = outputs[i]! > 0 ? given[i]! : 0;
};

export const leakyDropout = ({ out, factor, x, slope, rate, noise }: LeakyDropout, context: RunContext): void => {
  const y = context.memory.real(out);
  const factors = context.memory.real(factor).values;
  const source = context.memory.real(x).values;
  const draws = drawsOf(noise, y.rows, context);
  // Backends compare in float32; so does this one, for the same masks everywhere.
  const threshold = Math.fround(rate);
  for (let i = 0; i < y.values.length; i++) {
    const dropped = rate > 0 && draws.uniform(Math.floor(i / y.cols), i % y.cols) < threshold;
    const f = (source[i]! > 0 ? 1 : slope) * (dropped ? 0 : 1 / (1 - rate));
    y.values[i] = f * source[i]!;
    factors[i] = f;
  }
};
