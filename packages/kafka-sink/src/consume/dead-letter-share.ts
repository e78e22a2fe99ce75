/** Rows that the share is asked of, at least the last so many. */
const WINDOW_ROWS = 1000;
/** Rows before which there is no share to speak of. */
const FIRST_ROWS = 100;

/** What part of the last rows could not be landed. */
export interface DeadLetterShare {
  /** Counts a batch in. @returns what stands in the window, and whether that is beyond the limit */
  add(
    rows: number,
    deadLetters: number,
  ): {
    readonly rows: number;
    readonly deadLetters: number;
    readonly exceeded: boolean;
  };
}

export const createDeadLetterShare = (maxShare: number): DeadLetterShare => {
  const batches: { readonly rows: number; readonly deadLetters: number }[] = [];
  let rows = 0;
  let deadLetters = 0;
  return {
    add(more, dead) {
      batches.push({ rows: more, deadLetters: dead });
      rows += more;
      deadLetters += dead;
      while (rows - batches[0]!.rows >= WINDOW_ROWS) {
        const oldest = batches.shift()!;
        rows -= oldest.rows;
        deadLetters -= oldest.deadLetters;
      }
      return { rows, deadLetters, exceeded: rows >= FIRST_ROWS && deadLetters > maxShare * rows };
    },
  };
};
