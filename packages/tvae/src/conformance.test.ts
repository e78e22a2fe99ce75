// As built: the kit also fits and samples in worker threads, which load the package and not its sources.

import { synthesizerConformance } from '@cvd/core/testing';
import { tvae } from '@cvd/tvae';
import { describe, it } from 'vitest';

synthesizerConformance({
  runner: { describe, it },
  factory: tvae,
  options: { epochs: 3, batchSize: 100, embeddingDim: 8, compressDims: [16], decompressDims: [16] },
});
