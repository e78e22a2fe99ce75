import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { describe, it } from 'vitest';
import { backendConformance } from '../testing/backend-kit/backend-conformance.js';
import { createTfjsBackend } from './tfjs-backend.js';

// Leaves out the advice to install the native backend.
tf.enableProdMode();

describe('tfjs on its plain CPU backend', () => {
  backendConformance({ runner: { describe, it }, create: () => createTfjsBackend(tf) });
});
