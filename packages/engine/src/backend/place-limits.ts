import type { Span } from '@cvd/core';
import type { Program } from '../program/program.js';
import type { View } from '../program/view.js';

/** Rows of a buffer of places, and what a value there must be; −1, for none, is always allowed. */
export interface PlaceLimit {
  readonly view: View;
  readonly holds: (value: number) => boolean;
  /** What is allowed, for the error. */
  readonly text: string;
}

const rowOf = (view: View, table: View): PlaceLimit => ({
  view,
  holds: (value) => value >= 0 && value < table.rows,
  text: `a row of a table of ${table.rows}`,
});

const columnOf = (view: View, spans: readonly Span[]): PlaceLimit => {
  const allowed = new Set<number>();
  for (const { start, width, activation } of spans) {
    if (activation === 'softmax') for (let column = start; column < start + width; column++) allowed.add(column);
  }
  return { view, holds: (value) => allowed.has(value), text: 'a column of a softmax span' };
};

/**
 * What the host may write into the buffers that operations take places from, so that none of them reaches beyond a table
 * or into a span without choices.
 */
export const placeLimits = (program: Program): readonly PlaceLimit[] =>
  Object.values(program.routines)
    .flat()
    .flatMap((operation) => {
      switch (operation.kind) {
        case 'gatherRows':
        case 'scatterRows':
          return rowOf(operation.indices, operation.table);
        case 'crossEntropy':
          return columnOf(operation.targets, operation.spans);
        default:
          return [];
      }
    });

/** @throws {RangeError} for a value that the limits of its rows do not allow */
export const checkPlaces = (name: string, values: Int32Array, limits: readonly PlaceLimit[]): void => {
  for (const { view, holds, text } of limits) {
    for (let at = view.row * view.cols; at < (view.row + view.rows) * view.cols; at++) {
      const value = values[at]!;
      if (value === -1 || holds(value)) continue;
      const place = `row ${Math.floor(at / view.cols)}, column ${at % view.cols}`;
      throw new RangeError(`Buffer "${name}", ${place}: ${value} is not ${text}, nor −1 for none.`);
    }
  }
};
