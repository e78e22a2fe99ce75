/**
 * Distances that differ by no more than this count as equal: what the rounding of sums of up to 300 columns can make of
 * a tie.
 */
export const SAME_DISTANCE = 1e-9;
