// As built: the kit also fits and samples in worker threads, which load the package and not its sources.
import { copula } from '@cvd/copula';
import { synthesizerConformance } from '@cvd/core/testing';
import { describe, it } from 'vitest';

synthesizerConformance({ runner: { describe, it }, factory: copula });
