/** Rows and columns that end before, at and after a multiple of what kernels take at a time; one row, one column. */
export const shapes = [
  [1, 1],
  [1, 16],
  [2, 15],
  [5, 17],
  [3, 31],
  [16, 33],
  [33, 1],
  [7, 107],
  [64, 48],
] as const;
