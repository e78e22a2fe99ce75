import { DisposedError } from '@cvd/core';
import { OutOfMemoryError } from '../../errors/out-of-memory-error.js';
import { checkProgram } from '../../program/check.js';
import type { Program } from '../../program/program.js';
import type { Backend, LoadedProgram, LoadOptions } from '../backend.js';
import { bufferBytes, bufferNamed, checkClock, routineNamed, writeCheck } from '../host-checks.js';
import { createMemory, type Memory } from './memory.js';
import { runOperation } from './run-operation.js';
import { createStopwatch } from './stopwatch.js';

const allocate = (program: Program): Memory => {
  try {
    return createMemory(program);
  } catch (cause) {
    const { bytes, largest } = bufferBytes(program, ({ rows, cols, type }) => (type === 'f32' ? 8 : 4) * rows * cols);
    throw new OutOfMemoryError('reference', bytes, largest, cause);
  }
};

const loadProgram = (program: Program, { key, profile = false }: LoadOptions, ended: () => boolean): LoadedProgram => {
  const stopwatch = createStopwatch();
  const checkValues = writeCheck(program);
  let memory: Memory | null = allocate(program);
  const open = (operation: string): Memory => {
    if (memory === null || ended()) throw new DisposedError('Backend reference', operation);
    return memory;
  };
  return {
    run: (name, clock) => {
      const context = { memory: open('run'), key, clock };
      const operations = routineNamed(program, name);
      checkClock(clock);
      for (const [index, operation] of operations.entries()) {
        if (profile) stopwatch.time(name, index, operation.kind, () => runOperation(operation, context));
        else runOperation(operation, context);
      }
      return undefined;
    },
    write: (name, values) => {
      const index = bufferNamed(program, name);
      const buffer = open('write').buffer(index);
      checkValues(index, values);
      buffer.set(values);
    },
    read: (name) => open('read').buffer(bufferNamed(program, name)).slice(),
    profile: () => stopwatch.times(),
    dispose: () => {
      memory = null;
    },
  };
};

/**
 * The twin that other backends are held to: every operation as its definition says, one value after another, in float64
 * (buffers of float32 included). Slow. One thread, no memory of its own beyond the buffers; the same values on every
 * engine, since its exp, log, sin and cos are core's.
 */
export const createReferenceBackend = (): Backend => {
  let disposed = false;
  return {
    description: { name: 'reference', build: 'float64', threads: 1, warnings: [] },
    load: async (program, options) => {
      if (disposed) throw new DisposedError('Backend reference', 'load');
      checkProgram(program);
      return loadProgram(program, options, () => disposed);
    },
    dispose: () => {
      disposed = true;
    },
  };
};
