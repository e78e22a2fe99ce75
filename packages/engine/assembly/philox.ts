/*
 * Philox4x32-10 (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011), eight blocks at once, in
 * two sets of four: lane i of a set's vectors is block i. One set alone would mostly wait for its own products.
 */
import { CLOCK, KEYS } from './codes';
import { multiplier0, multiplier1 } from './math';

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

/** The words of the blocks of two sets with the counters (a0, c1, a2, a3) and (b0, c1, b2, b3), to `out`, 64 bytes a set. */
function blocks(a0: v128, a2: v128, a3: v128, b0: v128, b2: v128, b3: v128, c1: v128, out: usize): void {
  const m0 = multiplier0();
  const m1 = multiplier1();
  let a1 = c1;
  let b1 = c1;
  // The keys of the rounds stand in memory, as vectors of four equal ones.
  for (let keys: usize = KEYS; keys < <usize>(KEYS + 320); keys += 32) {
    const k0 = v128.load(keys);
    const k1 = v128.load(keys, 16);
    const evenA0 = i64x2.extmul_low_i32x4_u(a0, m0);
    const oddA0 = i64x2.extmul_high_i32x4_u(a0, m0);
    const evenB0 = i64x2.extmul_low_i32x4_u(b0, m0);
    const oddB0 = i64x2.extmul_high_i32x4_u(b0, m0);
    const evenA2 = i64x2.extmul_low_i32x4_u(a2, m1);
    const oddA2 = i64x2.extmul_high_i32x4_u(a2, m1);
    const evenB2 = i64x2.extmul_low_i32x4_u(b2, m1);
    const oddB2 = i64x2.extmul_high_i32x4_u(b2, m1);
    a0 = v128.xor(v128.xor(a1, k0), high(evenA2, oddA2));
    b0 = v128.xor(v128.xor(b1, k0), high(evenB2, oddB2));
    a2 = v128.xor(v128.xor(a3, k1), high(evenA0, oddA0));
    b2 = v128.xor(v128.xor(b3, k1), high(evenB0, oddB0));
    a1 = low(evenA2, oddA2);
    b1 = low(evenB2, oddB2);
    a3 = low(evenA0, oddA0);
    b3 = low(evenB0, oddB0);
  }
  v128.store(out, a0);
  v128.store(out, a1, 16);
  v128.store(out, a2, 32);
  v128.store(out, a3, 48);
  v128.store(out, b0, 64);
  v128.store(out, b1, 80);
  v128.store(out, b2, 96);
  v128.store(out, b3, 112);
}

/** Second word of the counters of a stream. */
// @ts-ignore: decorator
@inline
function streamWord(stream: i32): v128 {
  return i32x4.splat(stream + (load<i32>(CLOCK, 8) << 8));
}

/** Number of row `r` of an output of `rows` rows: from the list of pairs at `list` where there is one, else step * rows + r. */
// @ts-ignore: decorator
@inline
function rowNumber(list: usize, rows: i32, r: i32): i64 {
  if (list != 0) return load<i64>(list + (<usize>r << 3));
  return load<i64>(CLOCK) * <i64>rows + <i64>r;
}

/** Words for 16 columns, from column 16 * panel, of rows r and r + 1: to `out`, row by row, column by column. */
export function lineWords(stream: i32, list: usize, rows: i32, r: i32, panel: i32, out: usize): void {
  const row = rowNumber(list, rows, r);
  const next = rowNumber(list, rows, min(r + 1, rows - 1));
  const first = i32x4.add(i32x4.splat(panel << 2), i32x4(0, 1, 2, 3));
  blocks(
    first,
    i32x4.splat(<i32>row),
    i32x4.splat(<i32>(row >> 32)),
    first,
    i32x4.splat(<i32>next),
    i32x4.splat(<i32>(next >> 32)),
    streamWord(stream),
    out,
  );
  transpose4(out, out, 16);
  transpose4(out + 64, out + 64, 16);
}

/** Words for 8 columns, from column 8 * pair, of rows r ... r + 3: lane i of vector w at `out` is row r + i, column 8 * pair + w. */
export function stripWords(stream: i32, list: usize, rows: i32, r: i32, pair: i32, out: usize): void {
  const last = rows - 1;
  const a = rowNumber(list, rows, r);
  const b = rowNumber(list, rows, min(r + 1, last));
  const c = rowNumber(list, rows, min(r + 2, last));
  const d = rowNumber(list, rows, min(r + 3, last));
  let lows = i32x4.splat(<i32>a);
  lows = i32x4.replace_lane(lows, 1, <i32>b);
  lows = i32x4.replace_lane(lows, 2, <i32>c);
  lows = i32x4.replace_lane(lows, 3, <i32>d);
  let highs = i32x4.splat(<i32>(a >> 32));
  highs = i32x4.replace_lane(highs, 1, <i32>(b >> 32));
  highs = i32x4.replace_lane(highs, 2, <i32>(c >> 32));
  highs = i32x4.replace_lane(highs, 3, <i32>(d >> 32));
  const quad = i32x4.splat(pair << 1);
  blocks(quad, lows, highs, i32x4.add(quad, i32x4.splat(1)), lows, highs, streamWord(stream), out);
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
