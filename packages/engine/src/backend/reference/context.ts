import type { Noise } from '../../program/operation.js';
import { consecutiveRows, namedRows, streamNoise } from '../../random/stream-noise.js';
import type { Clock } from '../backend.js';
import type { Memory } from './memory.js';

/** What an operation may see in one run. */
export interface RunContext {
  readonly memory: Memory;
  readonly key: readonly [number, number];
  readonly clock: Clock;
}

/** The random numbers an operation asks for, by row and column of a matrix of `rows` rows. */
export interface Draws {
  uniform(r: number, c: number): number;
  normal(r: number, c: number): number;
  gumbel(r: number, c: number): number;
}

export const drawsOf = (noise: Noise, rows: number, { memory, key, clock }: RunContext): Draws => {
  if (noise.kind === 'stream') {
    const rowNumber = noise.rows ? namedRows(memory.integer(noise.rows).values) : consecutiveRows(clock, rows);
    return streamNoise(key, noise.stream, clock, rowNumber);
  }
  const { values, cols } = memory.real(noise.values);
  const given = (r: number, c: number): number => values[r * cols + c]!;
  return { uniform: given, normal: given, gumbel: given };
};
