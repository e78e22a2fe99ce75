import { WarmStartError } from '@cvd/core';
import type { Snapshot } from '@cvd/engine';
import type { TvaeModel } from '../model.js';
import type { NetworkSizes } from '../network/shape.js';

/**
 * Weights of an earlier model to begin with.
 * @throws {WarmStartError} where its networks are of other sizes than the options ask for
 */
export const earlierWeights = ({ shape, weights }: TvaeModel, asked: NetworkSizes): Snapshot => {
  for (const name of ['embeddingDim', 'compressDims', 'decompressDims'] as const) {
    const [there, here] = [JSON.stringify(shape[name]), JSON.stringify(asked[name])];
    if (there !== here) throw new WarmStartError('tvae', `its ${name} is ${there}, not ${here}; give the same`);
  }
  return weights;
};
