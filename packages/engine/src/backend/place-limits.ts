import type { Span } from '@cvd/core';
import type { Program } from '../program/program.js';
import type { View } from '../program/view.js';

/** Rows of a buffer of places, and what a value there must be; −1, for none, is always allowed. */
export interface PlaceLimit {
  readonly view: View;
  /** Values are below it, and not negative. */
  readonly below: number;
  /** Which of them are allowed: 1 where so; null for all. */
  readonly allowed: Uint8Array | null;
  /** What is allowed, for the error. */
  readonly text: string;
}

const rowOf = (view: View, table: View): PlaceLimit => ({
  view,
  below: table.rows,
  allowed: null,
  text: `a row of a table of ${table.rows}`,
});

const columnOf = (view: View, logits: View, spans: readonly Span[]): PlaceLimit => {
  const allowed = new Uint8Array(logits.cols);
  for (const { start, width, activation } of spans) {
    if (activation === 'softmax') allowed.fill(1, start, start + width);
  }
  return { view, below: logits.cols, allowed, text: 'a column of a softmax span' };
};

const sameLimit = (a: PlaceLimit, b: PlaceLimit): boolean =>
  a.view.buffer === b.view.buffer &&
  a.view.row === b.view.row &&
  a.view.rows === b.view.rows &&
  a.below === b.below &&
  String(a.allowed) === String(b.allowed);

/**
 * What the host may write into the buffers that operations take places from, so that none of them reaches beyond a table
 * or into a span without choices. Each limit once, however many operations have it.
 */
export const placeLimits = (program: Program): readonly PlaceLimit[] => {
  const limits: PlaceLimit[] = [];
  const add = (limit: PlaceLimit): void => {
    if (!limits.some((known) => sameLimit(known, limit))) limits.push(limit);
  };
  for (const operation of Object.values(program.routines).flat()) {
    if (operation.kind === 'gatherRows' || operation.kind === 'scatterRows') {
      add(rowOf(operation.indices, operation.table));
    } else if (operation.kind === 'crossEntropy') {
      add(columnOf(operation.targets, operation.logits, operation.spans));
    }
  }
  return limits;
};

/** @throws {RangeError} for a value that the limits of its rows do not allow */
export const checkPlaces = (name: string, values: Int32Array, limits: readonly PlaceLimit[]): void => {
  for (const { view, below, allowed, text } of limits) {
    for (let at = view.row * view.cols; at < (view.row + view.rows) * view.cols; at++) {
      const value = values[at]!;
      if (value === -1 || (value >= 0 && value < below && (allowed === null || allowed[value] === 1))) continue;
      const place = `row ${Math.floor(at / view.cols)}, column ${at % view.cols}`;
      throw new RangeError(`Buffer "${name}", ${place}: ${value} is not ${text}, nor −1 for none.`);
    }
  }
};
