import type { Matrix } from '../matrix.js';
import { panelsOf } from '../matrix.js';
import { type Access, lineRectangles, type Rectangle, rectangleOf, type Share } from './region.js';

/** `count` units in even shares, all but the last a multiple of `grain`. */
export const evenShares = (count: number, threads: number, grain = 1): Share[] => {
  const bound = (thread: number): number => Math.min(count, Math.round((count * thread) / threads / grain) * grain);
  return Array.from({ length: threads }, (_, thread) => [
    bound(thread),
    thread === threads - 1 ? count : bound(thread + 1),
  ]);
};

/** All of it to the first thread. */
export const firstOnly = (threads: number): Share[] =>
  Array.from({ length: threads }, (_, thread) => [0, thread === 0 ? 1 : 0]);

const access = (
  { buffer }: Matrix,
  write: boolean,
  shares: readonly Share[],
  region: (share: Share) => readonly Rectangle[],
): Access => ({ buffer, write, regions: shares.map((share) => (share[0] < share[1] ? region(share) : [])) });

/** The accesses of an operation whose shares are given, by how a matrix is cut. */
export const accessesOf = (shares: readonly Share[]) => ({
  /** The share is of lines of the matrix. */
  lines: (matrix: Matrix, write = false): Access =>
    access(matrix, write, shares, (share) => lineRectangles(matrix, share)),
  /** The share is of rows, all columns of them. */
  rows: (matrix: Matrix, write = false): Access =>
    access(matrix, write, shares, (share) => [rectangleOf(matrix, share)]),
  /** The share is of panels, all rows of them. */
  panels: (matrix: Matrix, write = false): Access =>
    access(matrix, write, shares, (share) => [rectangleOf(matrix, [0, matrix.rows], share)]),
  /** Whoever has a share touches all of it. */
  all: (matrix: Matrix, write = false): Access => access(matrix, write, shares, () => [rectangleOf(matrix)]),
  /** Panels that lines of a matrix of so many rows lie in. */
  panelsOfLines: (matrix: Matrix, rows: number): Access =>
    access(matrix, false, shares, ([from, to]) => [
      rectangleOf(matrix, [0, matrix.rows], [Math.floor(from / rows), Math.ceil(to / rows)]),
    ]),
});

export const lineCount = ({ rows, cols }: Matrix): number => rows * panelsOf(cols);
