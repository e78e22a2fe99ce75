import { synthesizerConformance } from '@cvd/core/testing';
import { describe, it } from 'vitest';
import { chain } from './chain.mjs';

synthesizerConformance({ runner: { describe, it }, factory: chain });
