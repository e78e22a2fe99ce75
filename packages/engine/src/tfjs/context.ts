import type { Clock } from '../backend/backend.js';
import type { Noise } from '../program/operation.js';
import { consecutiveRows, namedRows, type StreamNoise, streamNoise } from '../random/stream-noise.js';
import type { TensorStore } from './tensor-store.js';
import type { Tensorflow, TfTensor } from './tensorflow.js';

/** What an operation may see in one run. */
export interface RunContext {
  readonly tf: Tensorflow;
  readonly store: TensorStore;
  readonly key: readonly [number, number];
  readonly clock: Clock;
}

/** The random numbers of an operation as a tensor [rows, cols], drawn on the host; a new tensor also where they are given. */
export const drawnTensor = (
  { tf, store, key, clock }: RunContext,
  noise: Noise,
  rows: number,
  cols: number,
  draw: Exclude<keyof StreamNoise, 'word'>,
): TfTensor => {
  if (noise.kind === 'given') return tf.clone(store.get(noise.values));
  const rowNumber = noise.rows ? namedRows(store.integers(noise.rows)) : consecutiveRows(clock, rows);
  const numbers = streamNoise(key, noise.stream, clock, rowNumber);
  const values = new Float32Array(rows * cols);
  for (let r = 0, at = 0; r < rows; r++) for (let c = 0; c < cols; c++) values[at++] = numbers[draw](r, c);
  return tf.tensor2d(values, [rows, cols], 'float32');
};
