import { DisposedError } from '@cvd/core';
import type { Backend, LoadedProgram, LoadOptions } from '../backend/backend.js';
import { bufferBytes, bufferNamed, checkClock, routineNamed, writeCheck } from '../backend/host-checks.js';
import { createStopwatch } from '../backend/reference/stopwatch.js';
import { OutOfMemoryError } from '../errors/out-of-memory-error.js';
import { checkProgram } from '../program/check.js';
import type { Program } from '../program/program.js';
import { runKernel } from './kernels.js';
import { loadTensorflow } from './load-tensorflow.js';
import { createTensorStore, type TensorStore } from './tensor-store.js';
import type { Tensorflow, TensorflowLibrary } from './tensorflow.js';

const allocate = (tf: Tensorflow, program: Program): TensorStore => {
  try {
    return createTensorStore(tf, program.buffers);
  } catch (cause) {
    const { bytes, largest } = bufferBytes(program);
    throw new OutOfMemoryError('tfjs', bytes, largest, cause);
  }
};

const loadProgram = (tf: Tensorflow, program: Program, { key, profile = false }: LoadOptions): LoadedProgram => {
  const stopwatch = createStopwatch();
  const checkValues = writeCheck(program);
  let store: TensorStore | null = allocate(tf, program);
  const open = (operation: string): TensorStore => {
    if (store === null) throw new DisposedError('Backend tfjs', operation);
    return store;
  };
  return {
    run: (name, clock) => {
      const context = { tf, store: open('run'), key, clock };
      const operations = routineNamed(program, name);
      checkClock(clock);
      for (const [index, operation] of operations.entries()) {
        if (profile) stopwatch.time(name, index, operation.kind, () => runKernel(operation, context));
        else runKernel(operation, context);
      }
      return undefined;
    },
    write: (name, values) => {
      const index = bufferNamed(program, name);
      const buffers = open('write');
      checkValues(index, values);
      buffers.write(index, values);
    },
    read: (name) => open('read').read(bufferNamed(program, name)),
    profile: () => stopwatch.times(),
    dispose: () => {
      store?.dispose();
      store = null;
    },
  };
};

/** What the caller should know of the backend that TensorFlow.js computes on. */
const warningsOf = (name: string): string[] =>
  name === 'cpu'
    ? [
        "TensorFlow.js computes on its plain CPU backend, many times slower than backend 'wasm': install @tensorflow/tfjs-node " +
          "for its native one, or leave out backend: 'tfjs'.",
      ]
    : [];

/**
 * Runs programs on TensorFlow.js: the way to a GPU. Random numbers are drawn on the host, the same as everywhere; everything
 * else is computed by the backend that TensorFlow.js has chosen or that was set by `tf.setBackend` before (`description.build`
 * names it), in float32, so that values agree with other backends' up to rounding. Its threads are its own affair. Where it
 * works asynchronously (a GPU), profiles tell the time that operations took to be issued.
 *
 * @param tf - the library, as imported by the caller; without it `@tensorflow/tfjs-node-gpu` or `@tensorflow/tfjs-node` (in
 *   Node), `@tensorflow/tfjs`, or `@tensorflow/tfjs-core` with `@tensorflow/tfjs-backend-cpu` is imported, the first of these
 *   that is installed
 * @throws {MissingPeerError} where none is installed
 * @throws {BrokenPeerError} where the one installed cannot be loaded, or has no backend that works here
 *
 * @example const backend = await createTfjsBackend();
 */
export const createTfjsBackend = async (tf?: TensorflowLibrary): Promise<Backend> => {
  const library = await loadTensorflow(tf && [{ name: '@tensorflow/tfjs', load: async () => tf }]);
  const name = library.getBackend();
  const loaded = new Set<LoadedProgram>();
  let disposed = false;
  return {
    description: { name: 'tfjs', build: `tfjs-${name}`, threads: 1, warnings: warningsOf(name) },
    load: async (program, options) => {
      if (disposed) throw new DisposedError('Backend tfjs', 'load');
      checkProgram(program);
      const one = loadProgram(library, program, options);
      loaded.add(one);
      return one;
    },
    dispose: () => {
      for (const one of loaded) one.dispose();
      loaded.clear();
      disposed = true;
    },
  };
};
