import { type Matrix, panelsOf } from '../matrix.js';

/** A part of a buffer: rows × panels, the ends excluded. */
export interface Rectangle {
  readonly row: number;
  readonly rowEnd: number;
  readonly panel: number;
  readonly panelEnd: number;
}

/** What each thread touches of a buffer in one operation. */
export interface Access {
  readonly buffer: number;
  readonly write: boolean;
  /** By thread. */
  readonly regions: readonly (readonly Rectangle[])[];
}

/** What a thread does of an operation: units from … to, the end excluded. */
export type Share = readonly [from: number, to: number];

export const rectangleOf = (
  { row, rows, cols }: Matrix,
  [from, to]: Share = [0, rows],
  [panel, panelEnd]: Share = [0, panelsOf(cols)],
): Rectangle => ({ row: row + from, rowEnd: row + to, panel, panelEnd });

const overlap = (a: Rectangle, b: Rectangle): boolean =>
  a.row < b.rowEnd && b.row < a.rowEnd && a.panel < b.panelEnd && b.panel < a.panelEnd;

/** Whether what one thread does in `later` meets what another one did in `earlier`, with a write in it. */
export const conflict = (earlier: Access, later: Access): boolean =>
  earlier.buffer === later.buffer &&
  (earlier.write || later.write) &&
  earlier.regions.some((mine, thread) =>
    later.regions.some(
      (other, otherThread) => thread !== otherThread && mine.some((a) => other.some((b) => overlap(a, b))),
    ),
  );

/** Lines from … to of a matrix, counted panel by panel, as at most three rectangles. */
export const lineRectangles = (matrix: Matrix, [from, to]: Share): Rectangle[] => {
  if (from >= to) return [];
  const { rows } = matrix;
  let panel = Math.floor(from / rows);
  const last = Math.floor(to / rows);
  const start = from - panel * rows;
  const end = to - last * rows;
  if (panel === last) return [rectangleOf(matrix, [start, end], [panel, panel + 1])];
  const rectangles: Rectangle[] = [];
  if (start > 0) {
    rectangles.push(rectangleOf(matrix, [start, rows], [panel, panel + 1]));
    panel++;
  }
  if (panel < last) rectangles.push(rectangleOf(matrix, [0, rows], [panel, last]));
  if (end > 0) rectangles.push(rectangleOf(matrix, [0, end], [last, last + 1]));
  return rectangles;
};
