import type { Normal, Uniform } from '../../program/operation.js';
import { drawsOf, type RunContext } from './context.js';

export const uniform = ({ out, noise }: Uniform, context: RunContext): void => {
  const { values, rows, cols } = context.memory.real(out);
  const draws = drawsOf(noise, rows, context);
  for (let i = 0; i < values.length; i++) values[i] = draws.uniform(Math.floor(i / cols), i % cols);
};

export const normal = ({ out, noise }: Normal, context: RunContext): void => {
  const { values, rows, cols } = context.memory.real(out);
  const draws = drawsOf(noise, rows, context);
  for (let i = 0; i < values.length; i++) values[i] = draws.normal(Math.floor(i / cols), i % cols);
};
