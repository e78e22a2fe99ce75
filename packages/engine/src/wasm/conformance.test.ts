import { describe, expect, it } from 'vitest';
import { backendConformance } from '../testing/index.js';
import { canRun } from './binary.js';
import { createWasmBackend } from './create-wasm-backend.js';

describe('strict, 1 thread', () => {
  backendConformance({ runner: { describe, it }, create: () => createWasmBackend({ build: 'strict' }) });
});

describe.runIf(canRun('relaxed'))('relaxed, 1 thread', () => {
  backendConformance({ runner: { describe, it }, create: () => createWasmBackend({ build: 'relaxed' }) });
});

const hasRevectorize = Number.parseInt(process.versions.v8, 10) >= 12;

describe.runIf(hasRevectorize)('revectorized, 1 thread', () => {
  backendConformance({ runner: { describe, it }, create: () => createWasmBackend({ revectorize: true }) });
});

it.runIf(!hasRevectorize)('says so where there is no revectorization', async () => {
  const { description, dispose } = await createWasmBackend({ revectorize: true });
  expect(description.warnings).toEqual(['Runs without revectorization: this version of Node does not have it.']);
  dispose();
});
