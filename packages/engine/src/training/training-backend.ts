import { InvalidOptionError, type MethodFitContext } from '@cvd/core';
import { MAX_THREADS } from '../../assembly/codes.js';
import type { Backend } from '../backend/backend.js';
import { createReferenceBackend } from '../backend/reference/reference-backend.js';
import { createTfjsBackend } from '../tfjs/tfjs-backend.js';
import { createWasmBackend } from '../wasm/create-wasm-backend.js';
import type { TrainingOptions } from './training-options.js';

type Asked = Pick<TrainingOptions, 'backend' | 'deterministic' | 'revectorize'>;

const create = async ({ backend, deterministic, revectorize }: Asked, threads: number): Promise<Backend> => {
  if (backend === 'reference') return createReferenceBackend();
  if (backend === 'wasm')
    return createWasmBackend({
      build: deterministic ? 'strict' : 'auto',
      threads: Math.min(threads, MAX_THREADS),
      revectorize,
    });
  if (deterministic)
    throw new InvalidOptionError(
      "backend 'tfjs'",
      'deterministic',
      "cannot be kept: TensorFlow.js computes otherwise on other machines. Train on 'wasm', or without it",
    );
  return createTfjsBackend();
};

/**
 * The backend that a fit's options ask for. What did not go as asked becomes warnings of the fit; its build and its threads are named to it.
 * @throws {InvalidOptionError} for `deterministic` on TensorFlow.js
 * @throws {MissingPeerError | BrokenPeerError} without TensorFlow.js, where it is asked for
 * @throws {CheckpointMismatchError} where the fit goes on from a checkpoint of another build
 */
export const trainingBackend = async (
  options: Asked,
  {
    threads,
    warn,
    numericBuild,
    detail,
  }: Pick<MethodFitContext<unknown>, 'threads' | 'warn' | 'numericBuild' | 'detail'>,
): Promise<Backend> => {
  const backend = await create(options, threads);
  try {
    if (options.revectorize && options.backend !== 'wasm')
      warn({
        code: 'engine',
        message: `revectorize was ignored: the backend ${backend.description.name} knows nothing of it.`,
      });
    for (const message of backend.description.warnings) warn({ code: 'engine', message });
    numericBuild(backend.description.build);
    detail('threads', backend.description.threads);
    return backend;
  } catch (error) {
    backend.dispose();
    throw error;
  }
};
