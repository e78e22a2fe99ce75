import { noiseOf } from '../operands.js';
import { type Place, refuse } from './place.js';

/** Which operation of a routine uses a stream. */
export type StreamUses = Map<number, number>;

/**
 * Two operations of a run that draw from one stream would draw the same numbers. Routines may share streams: which of
 * them run at which step is the host's choice, and the same row may have the same numbers whichever routine makes it.
 */
export const checkStream = (place: Place, uses: StreamUses): void => {
  const noise = noiseOf(place.operation);
  if (noise?.kind !== 'stream') return;
  const { stream } = noise;
  if (!Number.isInteger(stream) || stream < 0 || stream > 255) {
    refuse(place, 'noise.stream', `must be a whole number from 0 to 255, not ${stream}`);
  }
  const use = uses.get(stream);
  if (use !== undefined)
    refuse(place, 'noise.stream', `operation ${use} of this routine draws from stream ${stream} too`);
  uses.set(stream, place.index);
};
