import type { Snapshot } from './trainable.js';

/** A loss beyond it, in either direction, is one of a training that explodes. */
export const LARGEST_LOSS = 1e7;

/** The first loss that is no number or too large. */
export const badLoss = (losses: Readonly<Record<string, number>>): string | null =>
  Object.keys(losses).find((name) => !(Math.abs(losses[name]!) <= LARGEST_LOSS)) ?? null;

/** Whether all values are finite: for others a difference with themselves is no 0. */
const isFiniteEverywhere = (values: Float32Array | Float64Array): boolean => {
  for (let i = 0; i < values.length; i++) if (values[i]! - values[i]! !== 0) return false;
  return true;
};

/** The first tensor with a value that is no finite number. */
export const badTensor = (snapshot: Snapshot): string | null =>
  Object.keys(snapshot).find((name) => {
    const { data } = snapshot[name]!;
    return (data instanceof Float32Array || data instanceof Float64Array) && !isFiniteEverywhere(data);
  }) ?? null;
