// The methods trained by TensorFlow.js on its plain CPU backend, the one that is installed here: slow, so the networks are
// as small as they can be, and the batches large: what takes time is the number of tensor operations. Sampling runs on the engine's own kernels whatever trained.
import { synthesizerConformance } from '@cvd/core/testing';
import { ctgan } from '@cvd/ctgan';
import { tvae } from '@cvd/tvae';
import { describe, it } from 'vitest';

const shared = { backend: 'tfjs', epochs: 1, batchSize: 200, embeddingDim: 4 };

describe.each([
  { factory: ctgan, options: { ...shared, pac: 2, generatorDim: [8], discriminatorDim: [8] } },
  { factory: tvae, options: { ...shared, compressDims: [8], decompressDims: [8] } },
])('$factory.name trained by TensorFlow.js', ({ factory, options }) => {
  synthesizerConformance({ runner: { describe, it }, factory, options });
});
