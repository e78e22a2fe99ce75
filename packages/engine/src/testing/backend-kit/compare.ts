import type { Backend, BufferValues, LoadedProgram } from '../../backend/backend.js';
import type { Program } from '../../program/program.js';
import type { OperationCase } from './operation-case.js';

/** Arbitrary, but not small: both words are full. */
export const KEY = [0x9e3779b9, 0xdeadbeef] as const;

/** A backend's program with the values that a case starts with. */
export const loadCase = async (backend: Backend, { program, start }: OperationCase): Promise<LoadedProgram> => {
  const loaded = await backend.load(program, { key: KEY });
  for (const [name, values] of Object.entries(start)) loaded.write(name, values);
  return loaded;
};

/** All buffers that are not the host's, by name. */
export const readAll = async (loaded: LoadedProgram, program: Program): Promise<Record<string, BufferValues>> => {
  const values: Record<string, BufferValues> = {};
  for (const { name, role } of program.buffers) if (role !== 'input') values[name] = await loaded.read(name);
  return values;
};

/**
 * Holds a backend's values to the reference's: integers are equal, and no number is further off than `tolerance` times
 * the largest magnitude in the buffer (at least 1); NaN is near to nothing.
 */
export const assertClose = (
  what: string,
  program: Program,
  actual: Readonly<Record<string, BufferValues>>,
  expected: Readonly<Record<string, BufferValues>>,
  tolerance: number,
): void => {
  for (const [name, values] of Object.entries(expected)) {
    const { cols, rows } = program.buffers.find((buffer) => buffer.name === name)!;
    const answer = actual[name]!;
    if (answer.length !== rows * cols) {
      throw new Error(`${what}: read("${name}") gave ${answer.length} values, not ${rows} × ${cols}.`);
    }
    const integers = values instanceof Int32Array;
    if (integers !== answer instanceof Int32Array) {
      throw new Error(`${what}: read("${name}") gave ${answer.constructor.name} for ${values.constructor.name}.`);
    }
    let largest = 1;
    for (const value of values) largest = Math.max(largest, Math.abs(value));
    const bound = integers ? 0 : tolerance * largest;
    for (let i = 0; i < values.length; i++) {
      if (Math.abs(answer[i]! - values[i]!) <= bound) continue;
      const place = `${name}[${Math.floor(i / cols)}, ${i % cols}]`;
      throw new Error(`${what}: ${place} is ${answer[i]}, the reference has ${values[i]} (within ${bound} allowed).`);
    }
  }
};

/** Runs a case on a backend and on the reference, and compares every buffer. */
export const assertCase = async (
  backend: Backend,
  reference: Backend,
  operationCase: OperationCase,
  tolerance: number,
): Promise<void> => {
  const { kind, name, program, clock, exact } = operationCase;
  const [loaded, twin] = [await loadCase(backend, operationCase), await loadCase(reference, operationCase)];
  try {
    await loaded.run('run', clock);
    await twin.run('run', clock);
    const [actual, expected] = [await readAll(loaded, program), await readAll(twin, program)];
    assertClose(`${kind}, ${name}`, program, actual, expected, exact ? 0 : tolerance);
  } finally {
    loaded.dispose();
    twin.dispose();
  }
};
