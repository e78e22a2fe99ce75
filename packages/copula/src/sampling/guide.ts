/**
 * For finding the piece that a latent value falls in: the index of the piece at the lower end of each of {@link CELLS} equal
 * cells of z over [−7, 7). From there the search goes up; two steps on average at 500 pieces.
 * Source: Chen and Asau, "On generating random variates from an empirical distribution", AIIE Trans. 6 (1974).
 */
const CELLS = 1792;
/** Cells per unit of z. */
const CELLS_PER_Z = CELLS / 14;

/** @param zHigh - upper ends of the pieces, ascending, the last Infinity */
export const createGuide = (zHigh: Float64Array): Int32Array => {
  const guide = new Int32Array(CELLS);
  for (let cell = 0, piece = 0; cell < CELLS; cell++) {
    const z = cell / CELLS_PER_Z - 7;
    while (zHigh[piece]! < z) piece++;
    guide[cell] = piece;
  }
  return guide;
};
