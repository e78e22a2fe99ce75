import { noiseOf, type Operand, operandsOf } from './operands.js';
import type { Operation } from './operation.js';
import type { BufferSpec, Program } from './program.js';

const sized = ({ rows, cols, type }: BufferSpec): string => `${rows}×${cols}${type === 'i32' ? ' i32' : ''}`;

const viewText = ({ buffers }: Program, { view, access }: Operand): string => {
  const { buffer, row, rows, cols } = view;
  const spec = buffers[buffer]!;
  const part = rows === spec.rows ? '' : `[${row}…${row + rows - 1}]`;
  return `${access === 'update' ? '+' : ''}${spec.name}${part} ${rows}×${cols}`;
};

/** What an operation says besides its views, without what is off. */
const settings = (operation: Operation): string[] => {
  const texts: string[] = [];
  for (const [field, value] of Object.entries(operation) as [string, unknown][]) {
    if (field === 'kind' || field === 'accumulate' || value === false || value === 'none') continue;
    if (value === true) texts.push(field);
    else if (typeof value === 'number' || typeof value === 'string') texts.push(`${field} ${value}`);
    else if (Array.isArray(value) && field !== 'terms') texts.push(`${value.length} ${field}`);
  }
  const noise = noiseOf(operation);
  if (noise?.kind === 'stream') texts.push(`stream ${noise.stream}`);
  return texts;
};

const operationText = (program: Program, operation: Operation): string => {
  const operands = operandsOf(operation).map((operand) => `${operand.field} = ${viewText(program, operand)}`);
  return [operation.kind, ...operands, ...settings(operation)].join(', ').replace(', ', ' ');
};

/**
 * The program as text: its buffers by role, then each routine with its operations, by number, with the names and shapes of
 * what they work on; '+' stands before what is updated, [first…last] behind part of a buffer's rows.
 */
export const printProgram = (program: Program): string => {
  const lines: string[] = [];
  for (const spec of program.buffers) lines.push(`${spec.role} ${spec.name} ${sized(spec)}`);
  for (const [name, operations] of Object.entries(program.routines)) {
    lines.push('', `routine ${name}`);
    const digits = String(operations.length - 1).length;
    for (const [index, operation] of operations.entries()) {
      lines.push(`  ${String(index).padStart(digits)} ${operationText(program, operation)}`);
    }
  }
  return `${lines.join('\n')}\n`;
};
