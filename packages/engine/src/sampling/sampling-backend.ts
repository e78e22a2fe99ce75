import type { Backend } from '../backend/backend.js';
import { createWasmBackend } from '../wasm/create-wasm-backend.js';

/** What rows are made on: one thread, since core samples in several, on the strict build, whose values are the same everywhere. */
export const samplingBackend = (): Promise<Backend> => createWasmBackend({ build: 'strict', threads: 1 });
