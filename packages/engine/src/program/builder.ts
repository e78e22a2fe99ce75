import type { Noise, Operation } from './operation.js';
import type { BufferRole, BufferSpec, Program } from './program.js';
import { createRecorder, type Recorder } from './recorder.js';
import type { View } from './view.js';

/** Declares the buffers and records the routines of a program; see {@link createProgram}. */
export interface ProgramBuilder {
  /** Declares a trained buffer of float32 and gives a view of all of it; so do the next four, by role. */
  parameter(name: string, rows: number, cols: number): View;
  state(name: string, rows: number, cols: number): View;
  input(name: string, rows: number, cols: number, type?: BufferSpec['type']): View;
  output(name: string, rows: number, cols: number, type?: BufferSpec['type']): View;
  scratch(name: string, rows: number, cols: number, type?: BufferSpec['type']): View;
  /**
   * Noise from the next stream, for one operation of each routine that uses it; streams are given out in the order of the
   * calls. `rows` as {@link Noise} says.
   */
  stream(rows?: View): Noise;
  /** Records a routine; operations run in the order of the calls. */
  routine(name: string, record: (op: Recorder) => void): void;
}

/**
 * Records a program. It is checked when a backend loads it, or by `checkProgram`.
 * @throws {RangeError} for two routines of one name
 *
 * @example
 * const program = createProgram((define) => {
 *   const x = define.input('x', 500, 8);
 *   const weight = define.parameter('weight', 8, 3);
 *   const y = define.output('y', 500, 3);
 *   define.routine('forward', (op) => op.matmul({ out: y, terms: [{ a: x, b: weight }] }));
 * });
 */
export const createProgram = (record: (define: ProgramBuilder) => void): Program => {
  const buffers: BufferSpec[] = [];
  const routines: Record<string, Operation[]> = {};
  let streams = 0;
  const declare = (name: string, rows: number, cols: number, type: BufferSpec['type'], role: BufferRole): View => {
    buffers.push({ name, rows, cols, type, role });
    return { buffer: buffers.length - 1, row: 0, rows, cols };
  };
  record({
    parameter: (name, rows, cols) => declare(name, rows, cols, 'f32', 'parameter'),
    state: (name, rows, cols) => declare(name, rows, cols, 'f32', 'state'),
    input: (name, rows, cols, type = 'f32') => declare(name, rows, cols, type, 'input'),
    output: (name, rows, cols, type = 'f32') => declare(name, rows, cols, type, 'output'),
    scratch: (name, rows, cols, type = 'f32') => declare(name, rows, cols, type, 'scratch'),
    stream: (rows) => ({ kind: 'stream', stream: streams++, ...(rows && { rows }) }),
    routine: (name, recordRoutine) => {
      if (Object.hasOwn(routines, name)) throw new RangeError(`The program has a routine "${name}" already.`);
      const operations: Operation[] = [];
      recordRoutine(createRecorder((operation) => operations.push(operation)));
      routines[name] = operations;
    },
  });
  return { buffers, routines };
};
