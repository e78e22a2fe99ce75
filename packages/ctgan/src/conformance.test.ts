// As built: the kit also fits and samples in worker threads, which load the package and not its sources.
import { synthesizerConformance } from '@cvd/core/testing';
import { ctgan } from '@cvd/ctgan';
import { describe, it } from 'vitest';

synthesizerConformance({
  runner: { describe, it },
  factory: ctgan,
  options: {
    epochs: 2,
    batchSize: 20,
    pac: 2,
    embeddingDim: 4,
    generatorDim: [8],
    discriminatorDim: [8],
  },
});
