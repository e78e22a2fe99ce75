import { type Backend, createReferenceBackend } from '@cvd/engine';
import type { CtganOptions } from '../options.js';

export const trainingBackend = async (_options: CtganOptions, _threads: number): Promise<Backend> =>
  createReferenceBackend();
