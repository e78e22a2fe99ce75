import type { BufferValues, Clock } from '../../backend/backend.js';
import { createProgram, type ProgramBuilder } from '../../program/builder.js';
import type { OperationKind } from '../../program/operation.js';
import type { BufferRole, Program } from '../../program/program.js';
import type { Recorder } from '../../program/recorder.js';
import { rowsOf } from '../../program/rows-of.js';
import type { View } from '../../program/view.js';
import { drawn, type Fill } from './values.js';

/** A program with one routine, 'run', and the values that its buffers start with. */
export interface OperationCase {
  readonly kind: OperationKind;
  readonly name: string;
  readonly program: Program;
  readonly start: Readonly<Record<string, BufferValues>>;
  readonly clock: Clock;
  /** Numbers that all backends must make alike, bit by bit. */
  readonly exact: boolean;
}

/** Where the rows of a view lie: a buffer of their own, or rows 3 … of a larger one, whose others must stay as they are. */
export type Placing = 'whole' | 'inside';

const BEFORE = 3;
const BEHIND = 2;

/** Declares what a case works on. Names are those of the operation's fields. */
export interface CaseBuilder {
  /** Read by the operation. */
  input(name: string, rows: number, cols: number, values?: Fill | Float32Array): View;
  /** Places or row numbers. */
  integers(name: string, rows: number, cols: number, values: Int32Array): View;
  /** Overwritten; starts with what must not show through. */
  output(name: string, rows: number, cols: number, type?: 'f32' | 'i32'): View;
  /** Read and written: accumulated into, or worked on in place. */
  state(name: string, rows: number, cols: number, values?: Fill | Float32Array): View;
  readonly stream: ProgramBuilder['stream'];
}

export interface CaseOptions {
  readonly clock?: Clock;
  readonly exact?: boolean;
}

/** What shows that an output was not written. */
const UNTOUCHED = 77;

const build = (
  kind: OperationKind,
  name: string,
  placing: Placing,
  record: (define: CaseBuilder) => (op: Recorder) => void,
  { clock = { step: 0 }, exact = false }: CaseOptions,
): OperationCase => {
  const start: Record<string, BufferValues> = {};
  const program = createProgram((define) => {
    const place = (role: BufferRole, buffer: string, rows: number, values: BufferValues): View => {
      const cols = values.length / rows;
      const type = values instanceof Int32Array ? 'i32' : 'f32';
      const [before, behind] = placing === 'inside' ? [BEFORE, BEHIND] : [0, 0];
      const all = rows + before + behind;
      const view =
        role === 'state' ? define.state(buffer, all, cols) : define[role as 'input'](buffer, all, cols, type);
      // −1 is a place that every table and span allows.
      const around = type === 'i32' && role === 'input' ? -1 : UNTOUCHED;
      const whole = values instanceof Int32Array ? new Int32Array(all * cols) : new Float32Array(all * cols);
      whole.fill(around).set(values, before * cols);
      start[buffer] = whole;
      return rowsOf(view, before, rows);
    };
    const values = (buffer: string, count: number, given: Fill | Float32Array = {}): Float32Array =>
      given instanceof Float32Array ? given : drawn(`${kind}/${name}/${buffer}`, count, given);
    const operation = record({
      input: (buffer, rows, cols, given) => place('input', buffer, rows, values(buffer, rows * cols, given)),
      integers: (buffer, rows, _cols, given) => place('input', buffer, rows, given),
      state: (buffer, rows, cols, given) => place('state', buffer, rows, values(buffer, rows * cols, given)),
      output: (buffer, rows, cols, type = 'f32') =>
        place('output', buffer, rows, new (type === 'i32' ? Int32Array : Float32Array)(rows * cols).fill(UNTOUCHED)),
      stream: define.stream,
    });
    define.routine('run', operation);
  });
  return {
    kind,
    name: placing === 'whole' ? name : `${name}, rows inside larger buffers`,
    program,
    start,
    clock,
    exact,
  };
};

/** The case with its views as whole buffers, and as rows inside larger ones. */
export const operationCase = (
  kind: OperationKind,
  name: string,
  record: (define: CaseBuilder) => (op: Recorder) => void,
  options: CaseOptions = {},
): readonly OperationCase[] => [
  build(kind, name, 'whole', record, options),
  build(kind, name, 'inside', record, options),
];
