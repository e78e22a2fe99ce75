/** The e with 2^(e−1) ≤ |x| < 2^e, for a finite x ≠ 0; by exact steps, since logarithms round. */
export const exponentOf = (x: number): number => {
  let e = 0;
  let y = Math.abs(x);
  while (y >= 2 ** 64) {
    y /= 2 ** 64;
    e += 64;
  }
  while (y < 2 ** -64) {
    y *= 2 ** 64;
    e -= 64;
  }
  while (y >= 1) {
    y /= 2;
    e++;
  }
  while (y < 0.5) {
    y *= 2;
    e--;
  }
  return e;
};
