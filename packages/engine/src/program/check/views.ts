import { type Operand, operandsOf, type Size } from '../operands.js';
import type { OperationKind } from '../operation.js';
import type { View } from '../view.js';
import { type Place, refuse } from './place.js';

const checkBounds = (place: Place, { field, view, type, access }: Operand): void => {
  const spec = place.program.buffers[view.buffer];
  if (!spec) refuse(place, field, `buffer ${view.buffer} is not in the program`);
  if (spec.type !== type) refuse(place, field, `buffer "${spec.name}" holds ${spec.type}, ${type} is needed`);
  if (view.cols !== spec.cols) {
    refuse(place, field, `a view has all columns of its buffer: "${spec.name}" has ${spec.cols}, not ${view.cols}`);
  }
  const { row, rows } = view;
  if (!Number.isInteger(row) || !Number.isInteger(rows) || row < 0 || rows < 1 || row + rows > spec.rows) {
    refuse(place, field, `rows ${row} … ${row + rows - 1} are not in "${spec.name}", which has ${spec.rows} rows`);
  }
  if (access !== 'read' && spec.role === 'input') {
    refuse(place, field, `"${spec.name}" is an input, which a run may not change`);
  }
};

/** Every letter has one value: the first operand that has it says which. */
const checkShapes = (place: Place, operands: readonly Operand[]): void => {
  const sizes = new Map<Size, { readonly size: number; readonly field: string }>();
  const check = (field: string, what: 'rows' | 'columns', expected: Size, actual: number): void => {
    const known = typeof expected === 'number' ? { size: expected, field: '' } : sizes.get(expected);
    if (!known) sizes.set(expected, { size: actual, field });
    else if (known.size !== actual) {
      refuse(place, field, `has ${actual} ${what}, ${known.size} needed${known.field && ` by "${known.field}"`}`);
    }
  };
  for (const { field, view, rows, cols } of operands) {
    check(field, 'rows', rows, view.rows);
    check(field, 'columns', cols, view.cols);
  }
};

/** What an operation may write over: pairs of an output and an input that may be the same view. */
const inPlace: { readonly [Kind in OperationKind]?: readonly (readonly [string, string])[] } = {
  add: [
    ['out', 'a'],
    ['out', 'b'],
  ],
  multiply: [
    ['out', 'a'],
    ['out', 'b'],
  ],
  mixRows: [
    ['out', 'a'],
    ['out', 'b'],
  ],
  scaleRows: [['out', 'x']],
  reluBackward: [
    ['out', 'gradient'],
    ['out', 'output'],
  ],
  leakyDropout: [['out', 'x']],
  batchNormBackward: [['out', 'gradient']],
  spanActivationBackward: [['out', 'gradient']],
};

const overlap = (a: View, b: View): boolean =>
  a.buffer === b.buffer && a.row < b.row + b.rows && b.row < a.row + a.rows;

const checkAliasing = (place: Place, operands: readonly Operand[]): void => {
  const allowed = inPlace[place.operation.kind] ?? [];
  for (const written of operands.filter(({ access }) => access !== 'read')) {
    for (const other of operands) {
      if (other === written || !overlap(written.view, other.view)) continue;
      const may = allowed.some(([output, input]) => output === written.field && input === other.field);
      const same = written.view.row === other.view.row && written.view.rows === other.view.rows;
      if (may && same && other.access === 'read') continue;
      const { name } = place.program.buffers[written.view.buffer]!;
      refuse(
        place,
        written.field,
        `shares rows of "${name}" with "${other.field}", ${may ? 'but not exactly the same ones' : 'which this operation cannot have'}`,
      );
    }
  }
};

/** Bounds, types, roles, shapes and aliasing of an operation's views. */
export const checkViews = (place: Place): void => {
  const operands = operandsOf(place.operation);
  for (const operand of operands) checkBounds(place, operand);
  checkShapes(place, operands);
  checkAliasing(place, operands);
};
