/*
 * Philox4x32-10 (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011), four blocks at once:
 * lane i of the four vectors is block i.
 */
import { CLOCK } from './codes';
import { splat } from './math';

// @ts-ignore: decorator
@inline
function low(even: v128, odd: v128): v128 {
  return i8x16.shuffle(even, odd, 0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27);
}

// @ts-ignore: decorator
@inline
function high(even: v128, odd: v128): v128 {
  return i8x16.shuffle(even, odd, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 28, 29, 30, 31);
}

/** The words of four blocks to `out` (64 bytes), word by word. */
function blocks(c0: v128, c1: v128, c2: v128, c3: v128, out: usize): void {
  let k0 = load<i32>(CLOCK, 12);
  let k1 = load<i32>(CLOCK, 16);
  const m0 = i32x4.splat(0xd2511f53);
  const m1 = i32x4.splat(0xcd9e8d57);
  for (let round = 0; round < 10; ++round) {
    const a = i64x2.extmul_low_i32x4_u(c0, m0);
    const b = i64x2.extmul_high_i32x4_u(c0, m0);
    const c = i64x2.extmul_low_i32x4_u(c2, m1);
    const d = i64x2.extmul_high_i32x4_u(c2, m1);
    c0 = v128.xor(v128.xor(high(c, d), c1), i32x4.splat(k0));
    c1 = low(c, d);
    c2 = v128.xor(v128.xor(high(a, b), c3), i32x4.splat(k1));
    c3 = low(a, b);
    k0 += 0x9e3779b9;
    k1 += 0xbb67ae85;
  }
  v128.store(out, c0);
  v128.store(out, c1, 16);
  v128.store(out, c2, 32);
  v128.store(out, c3, 48);
}

/** Second word of the counters of a stream. */
// @ts-ignore: decorator
@inline
function streamWord(stream: i32): v128 {
  return i32x4.splat(stream + (load<i32>(CLOCK, 8) << 8));
}

/** (floor(w / 2^9) + 1/2) * 2^-23 of each word, exact. */
// @ts-ignore: decorator
@inline
export function uniformOf(words: v128): v128 {
  return f32x4.mul(
    f32x4.add(f32x4.convert_i32x4_s(i32x4.shr_u(words, 9)), splat(0.5)),
    splat(1.1920928955078125e-7),
  );
}

/** Number of row `r` of an output of `rows` rows: from the list of pairs at `list` where there is one, else step * rows + r. */
// @ts-ignore: decorator
@inline
function rowNumber(list: usize, rows: i32, r: i32): i64 {
  if (list != 0) return load<i64>(list + (<usize>r << 3));
  return load<i64>(CLOCK) * <i64>rows + <i64>r;
}

/** Words for 16 columns, from column 16 * panel, of row r: to `out`, column by column. */
export function lineWords(stream: i32, list: usize, rows: i32, r: i32, panel: i32, out: usize): void {
  const row = rowNumber(list, rows, r);
  const first = i32x4.add(i32x4.splat(panel << 2), i32x4(0, 1, 2, 3));
  blocks(first, streamWord(stream), i32x4.splat(<i32>row), i32x4.splat(<i32>(row >> 32)), out);
  transpose4(out, out, 16);
}

/** Words for 4 columns, from column 4 * quad, of rows r ... r + 3: lane i of vector w at `out` is row r + i, column 4 * quad + w. */
export function quadWords(stream: i32, list: usize, rows: i32, r: i32, quad: i32, out: usize): void {
  const last = rows - 1;
  const a = rowNumber(list, rows, r);
  const b = rowNumber(list, rows, min(r + 1, last));
  const c = rowNumber(list, rows, min(r + 2, last));
  const d = rowNumber(list, rows, min(r + 3, last));
  const lows = i32x4.replace_lane(
    i32x4.replace_lane(i32x4.replace_lane(i32x4.splat(<i32>a), 1, <i32>b), 2, <i32>c),
    3,
    <i32>d,
  );
  const highs = i32x4.replace_lane(
    i32x4.replace_lane(i32x4.replace_lane(i32x4.splat(<i32>(a >> 32)), 1, <i32>(b >> 32)), 2, <i32>(c >> 32)),
    3,
    <i32>(d >> 32),
  );
  blocks(i32x4.splat(quad), streamWord(stream), lows, highs, out);
}

/** Four vectors `stride` bytes apart at `from`, transposed, to `out`. */
// @ts-ignore: decorator
@inline
export function transpose4(from: usize, out: usize, stride: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + stride);
  const c = v128.load(from + 2 * stride);
  const d = v128.load(from + 3 * stride);
  const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(out, v128.shuffle<f32>(ab0, cd0, 0, 1, 4, 5));
  v128.store(out, v128.shuffle<f32>(ab0, cd0, 2, 3, 6, 7), 16);
  v128.store(out, v128.shuffle<f32>(ab1, cd1, 0, 1, 4, 5), 32);
  v128.store(out, v128.shuffle<f32>(ab1, cd1, 2, 3, 6, 7), 48);
}
