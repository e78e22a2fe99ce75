import { describe, it } from 'vitest';
import { transformerKit } from './transformer-kit.js';

transformerKit({ runner: { describe, it } });
