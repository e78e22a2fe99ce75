import { describe, it } from 'vitest';
import { backendConformance } from '../testing/index.js';
import { canRun } from './binary.js';
import { createWasmBackend } from './create-wasm-backend.js';

describe('strict, 1 thread', () => {
  backendConformance({ runner: { describe, it }, create: () => createWasmBackend({ build: 'strict' }) });
});

describe.runIf(canRun('relaxed'))('relaxed, 1 thread', () => {
  backendConformance({ runner: { describe, it }, create: () => createWasmBackend({ build: 'relaxed' }) });
});
