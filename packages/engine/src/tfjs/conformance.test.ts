import * as core from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { describe, it } from 'vitest';
import { backendConformance } from '../testing/backend-kit/backend-conformance.js';
import type { TensorflowLibrary } from './tensorflow.js';
import { createTfjsBackend } from './tfjs-backend.js';

type Library = TensorflowLibrary & { setBackend(name: string): Promise<boolean> };

/** The native library is no dependency: its install step downloads one. `CVD_TFJS_NODE` may name a folder that has it. */
const nativeLibrary = async (): Promise<Library | null> => {
  const path: string = process.env.CVD_TFJS_NODE ?? '@tensorflow/tfjs-node';
  try {
    const { default: library } = (await import(/* @vite-ignore */ path)) as { default: Library };
    return library;
  } catch {
    return null;
  }
};

// Leaves out the advice to install the native backend.
core.enableProdMode();
const native = await nativeLibrary();
const libraries: readonly (readonly [name: string, library: Library])[] = [
  ['cpu', core],
  ...(native ? [['tensorflow', native] as const] : []),
];

describe.each(libraries)('tfjs on its backend "%s"', (name, library) => {
  const create = async () => {
    await library.setBackend(name);
    return createTfjsBackend(library);
  };
  backendConformance({ runner: { describe, it }, create });
});
