import { NOISE_GIVEN, NOISE_NONE, NOISE_STREAM } from '../../../assembly/codes.js';
import type { Noise } from '../../program/operation.js';
import type { LoweredNoise, LoweringContext } from './context.js';

/** Five words: kind, stream, address of the list of rows (or 0), matrix of given values. */
export const lowerNoise = (noise: Noise | null, { matrix }: LoweringContext): LoweredNoise => {
  if (noise === null) return { values: [NOISE_NONE, 0, 0, 0, 0], reads: [] };
  if (noise.kind === 'given') {
    const given = matrix(noise.values);
    return { values: [NOISE_GIVEN, 0, 0, given.address, given.stride], reads: [given] };
  }
  const rows = noise.rows && matrix(noise.rows);
  return { values: [NOISE_STREAM, noise.stream, rows?.address ?? 0, 0, 0], reads: rows ? [rows] : [] };
};
