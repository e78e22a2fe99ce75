import { InvalidProgramError } from '../errors/invalid-program-error.js';
import type { Operation } from '../program/operation.js';
import type { BufferSpec, Program } from '../program/program.js';
import type { BufferValues, Clock } from './backend.js';
import { checkPlaces, placeLimits } from './place-limits.js';

/*
 * What every backend checks of the arguments of run, write and read.
 */

const listed = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** @throws {InvalidProgramError} where the program has no such routine */
export const routineNamed = (program: Program, name: string): readonly Operation[] => {
  if (!Object.hasOwn(program.routines, name)) {
    throw new InvalidProgramError(
      { routine: name },
      `there is no such routine; there are ${listed(Object.keys(program.routines))}`,
    );
  }
  return program.routines[name]!;
};

/** Index of a buffer. @throws {InvalidProgramError} where the program has no such buffer */
export const bufferNamed = (program: Program, name: string): number => {
  const index = program.buffers.findIndex((buffer) => buffer.name === name);
  if (index < 0) throw new InvalidProgramError({ buffer: name }, 'there is no such buffer');
  return index;
};

/** @throws {RangeError} for a step or an attempt that is no whole number in its range */
export const checkClock = ({ step, attempt = 0 }: Clock): void => {
  if (!Number.isSafeInteger(step) || step < 0) throw new RangeError(`A step is a whole number from 0, not ${step}.`);
  if (!Number.isInteger(attempt) || attempt < 0 || attempt >= 2 ** 24) {
    throw new RangeError(`An attempt is a whole number from 0 to 2²⁴ − 1, not ${attempt}.`);
  }
};

/** Values as a buffer of zeros and these shapes needs them: bytes of all buffers, and the largest one. */
export const bufferBytes = (
  { buffers }: Program,
  bytesOf: (spec: BufferSpec) => number = ({ rows, cols }) => 4 * rows * cols,
): { readonly bytes: number; readonly largest: { readonly name: string; readonly bytes: number } } => {
  let bytes = 0;
  let largest = { name: '', bytes: 0 };
  for (const spec of buffers) {
    const size = bytesOf(spec);
    bytes += size;
    if (size > largest.bytes) largest = { name: spec.name, bytes: size };
  }
  return { bytes, largest };
};

/**
 * @throws {RangeError} for another length than rows × columns
 * @throws {TypeError} for integers where reals belong or the other way round
 */
export const checkValues = ({ name, rows, cols, type }: BufferSpec, values: BufferValues): void => {
  const integers = values instanceof Int32Array;
  if (integers !== (type === 'i32')) {
    const needed = type === 'i32' ? 'an Int32Array' : 'a Float32Array or a Float64Array';
    throw new TypeError(`Buffer "${name}" holds ${type}: write ${needed}.`);
  }
  if (values.length !== rows * cols) {
    throw new RangeError(`Buffer "${name}" holds ${rows} × ${cols} values, ${values.length} were given.`);
  }
};

/**
 * Checks what the host writes into a program's buffers, by index: {@link checkValues}, and that places are in their
 * tables and spans ({@link placeLimits}). Made once, when the program is loaded.
 */
export const writeCheck = (program: Program): ((buffer: number, values: BufferValues) => void) => {
  const limits = placeLimits(program);
  return (buffer, values) => {
    const spec = program.buffers[buffer]!;
    checkValues(spec, values);
    if (values instanceof Int32Array) {
      checkPlaces(
        spec.name,
        values,
        limits.filter(({ view }) => view.buffer === buffer),
      );
    }
  };
};
