import type { Operation } from '../operation.js';
import { type Place, refuse } from './place.js';

/** Allowed values of a number, and how to say so. */
interface Range {
  readonly text: string;
  readonly holds: (value: number) => boolean;
}

const finite: Range = { text: 'a finite number', holds: Number.isFinite };
const number: Range = { text: 'a number, possibly infinite', holds: (value) => !Number.isNaN(value) };
const positive: Range = { text: 'above 0 and finite', holds: (value) => value > 0 && value < Infinity };
const atLeast0: Range = { text: 'at least 0 and finite', holds: (value) => value >= 0 && value < Infinity };
const belowOne: Range = { text: 'at least 0 and below 1', holds: (value) => value >= 0 && value < 1 };

const ranges: Readonly<Record<string, Range>> = {
  value: finite,
  scaleA: finite,
  scaleB: finite,
  scale: finite,
  slope: finite,
  low: number,
  high: number,
  rate: belowOne,
  lambda: atLeast0,
  epsilon: positive,
  temperature: positive,
  beta1: belowOne,
  beta2: belowOne,
  weightDecay: atLeast0,
};

const checkNumbers = (place: Place): void => {
  for (const [field, value] of Object.entries(place.operation)) {
    const range = ranges[field];
    if (typeof value === 'number' && range && !range.holds(value)) {
      refuse(place, field, `must be ${range.text}, not ${value}`);
    }
  }
};

const checkColumns = (place: Place, columns: readonly number[], cols: number): void => {
  const seen = new Set<number>();
  for (const [j, column] of columns.entries()) {
    if (!Number.isInteger(column) || column < 0 || column >= cols) {
      refuse(place, `columns[${j}]`, `column ${column} is not in the ${cols} of the logits`);
    }
    if (seen.has(column)) refuse(place, `columns[${j}]`, `column ${column} stands there twice`);
    seen.add(column);
  }
};

const checkIndices = (place: Place, field: string, buffer: number): void => {
  const { name, role } = place.program.buffers[buffer]!;
  // Their values are checked when they are written; a run could put any number there.
  if (role !== 'input') refuse(place, field, `"${name}" is of role ${role}; places are taken from inputs only`);
};

const checkKind = (place: Place, operation: Operation): void => {
  switch (operation.kind) {
    case 'matmul':
      if (operation.terms.length === 0) refuse(place, 'terms', 'must be at least one');
      break;
    case 'clamp':
      if (operation.low > operation.high) refuse(place, 'low', `${operation.low} is above high, ${operation.high}`);
      break;
    case 'squaredNorms':
      if (operation.x.rows % operation.out.rows !== 0) {
        refuse(place, 'out', `its ${operation.out.rows} rows (groups) must divide the ${operation.x.rows} rows of "x"`);
      }
      break;
    case 'gaussianReconstruction':
      if (operation.columns.length === 0) refuse(place, 'columns', 'must be at least one');
      checkColumns(place, operation.columns, operation.logits.cols);
      break;
    case 'gatherRows':
    case 'scatterRows':
      checkIndices(place, 'indices', operation.indices.buffer);
      break;
    case 'crossEntropy':
      checkIndices(place, 'targets', operation.targets.buffer);
      break;
  }
};

/** What an operation says besides its views: numbers in their ranges, and what only its kind asks for. */
export const checkSettings = (place: Place): void => {
  checkNumbers(place);
  checkKind(place, place.operation);
};
