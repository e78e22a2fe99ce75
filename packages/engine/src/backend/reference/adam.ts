import type { Adam } from '../../program/operation.js';
import type { RunContext } from './context.js';

export const adam = (operation: Adam, { memory }: RunContext): void => {
  const { beta1, beta2, epsilon, weightDecay } = operation;
  const p = memory.real(operation.parameter).values;
  const gradient = memory.real(operation.gradient).values;
  const m = memory.real(operation.m).values;
  const v = memory.real(operation.v).values;
  const [rate, correction] = memory.real(operation.rates).values;
  for (let i = 0; i < p.length; i++) {
    const g = gradient[i]! + weightDecay * p[i]!;
    m[i] = beta1 * m[i]! + (1 - beta1) * g;
    v[i] = beta2 * v[i]! + (1 - beta2) * g * g;
    p[i]! -= (rate! * m[i]!) / (Math.sqrt(v[i]!) * correction! + epsilon);
  }
};
