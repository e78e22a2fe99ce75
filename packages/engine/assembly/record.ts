/*
 * Reading the arguments of a lowered operation. Words are of 4 bytes. A matrix is two words: the address of its first row
 * in its first panel of 16 columns, and the bytes from one panel to the next; a row of a panel is a line of 64 bytes.
 * A "line" as a unit of work is counted panel by panel: line = panel * rows + row.
 */

// @ts-ignore: decorator
@inline
export function word(args: usize, index: i32): i32 {
  return load<i32>(args + (<usize>index << 2));
}

// @ts-ignore: decorator
@inline
export function address(args: usize, index: i32): usize {
  return load<usize>(args + (<usize>index << 2));
}

// @ts-ignore: decorator
@inline
export function real(args: usize, index: i32): f32 {
  return load<f32>(args + (<usize>index << 2));
}

/** Address of row r in panel p of the matrix that begins at word `index`. */
// @ts-ignore: decorator
@inline
export function line(args: usize, index: i32, p: i32, r: i32): usize {
  return address(args, index) + <usize>p * address(args, index + 1) + (<usize>r << 6);
}

/** Lanes of columns 16 * p + 4 * quad ... that are columns of a matrix at all. */
// @ts-ignore: decorator
@inline
export function inside(cols: i32, p: i32, quad: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(cols - (p << 4) - (quad << 2)));
}

/** Columns beyond the last one are kept 0 in every matrix: puts zeros there, in `n` lines of panel p. */
export function clearPadding(at: usize, n: i32, cols: i32, p: i32): void {
  if (cols >= (p + 1) << 4) return;
  const m0 = inside(cols, p, 0);
  const m1 = inside(cols, p, 1);
  const m2 = inside(cols, p, 2);
  const m3 = inside(cols, p, 3);
  for (const end = at + (<usize>n << 6); at < end; at += 64) {
    v128.store(at, v128.and(v128.load(at), m0));
    v128.store(at, v128.and(v128.load(at, 16), m1), 16);
    v128.store(at, v128.and(v128.load(at, 32), m2), 32);
    v128.store(at, v128.and(v128.load(at, 48), m3), 48);
  }
}
