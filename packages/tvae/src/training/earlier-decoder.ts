import { WarmStartError } from '@cvd/core';
import type { Snapshot } from '@cvd/engine';
import type { TvaeModel } from '../model.js';
import type { DecoderSizes } from '../network/shape.js';

/**
 * Weights of an earlier model to begin with: its decoder's, since a model keeps no encoder.
 * @throws {WarmStartError} where its decoder is of another size than the options ask for
 */
export const earlierDecoder = ({ shape, weights }: TvaeModel, asked: DecoderSizes): Snapshot => {
  for (const name of ['embeddingDim', 'decompressDims'] as const) {
    const [there, here] = [JSON.stringify(shape[name]), JSON.stringify(asked[name])];
    if (there !== here) throw new WarmStartError('tvae', `its ${name} is ${there}, not ${here}; give the same`);
  }
  return weights;
};
