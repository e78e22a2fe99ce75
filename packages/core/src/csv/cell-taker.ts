/** Why a cell was refused; the scanner adds where. */
export type CellProblem =
  | { readonly kind: 'encoding' }
  | { readonly kind: 'header'; readonly problem: string }
  /** `expected`: what the column takes. */
  | { readonly kind: 'value'; readonly expected: string };

/** Receives the cells of one column. */
export interface CellTaker {
  /**
   * Takes the cell in bytes `start` to `end` (exclusive), without its quotes; they are good for this call only.
   * @returns null when taken
   */
  take(bytes: Uint8Array, start: number, end: number, quoted: boolean): CellProblem | null;
}

/** Takes any cell and keeps nothing. */
export const skipTaker: CellTaker = { take: () => null };
