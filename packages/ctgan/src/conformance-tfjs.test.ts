// As built: the kit also fits and samples in worker threads, which load the package and not its sources.
import { synthesizerConformance } from '@cvd/core/testing';
import { ctgan } from '@cvd/ctgan';
import { describe, it } from 'vitest';

// Trained on TensorFlow.js, whichever of its backends is installed; sampled in WebAssembly as always.
synthesizerConformance({
  runner: { describe, it },
  factory: ctgan,
  options: {
    epochs: 1,
    batchSize: 40,
    pac: 2,
    embeddingDim: 2,
    generatorDim: [4],
    discriminatorDim: [4],
    backend: 'tfjs',
  },
});
