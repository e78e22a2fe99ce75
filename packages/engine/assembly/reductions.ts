/*
 * Sums over rows. Each output is summed by one thread, in an order that depends on shapes only.
 */
import { ACCUMULATE } from './codes';
import { laneSum, madd, splat } from './math';
import { address, inside, line, real, word } from './record';

/** The first lane of a line of a one-column matrix, the rest 0. */
// @ts-ignore: decorator
@inline
function storeScalar(at: usize, value: f32): void {
  v128.store(at, v128.and(inside(1, 0, 0), splat(value)));
}

/** Panels from ... to: rows, flags, out, x, scale. */
export function sumRows(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const accumulate = (word(args, 1) & ACCUMULATE) != 0;
  const scale = splat(real(args, 6));
  for (let p = from; p < to; ++p) {
    const out = line(args, 2, p, 0);
    let x = line(args, 4, p, 0);
    let a = splat(0);
    let b = splat(0);
    let c = splat(0);
    let d = splat(0);
    for (const end = x + (<usize>rows << 6); x < end; x += 64) {
      a = f32x4.add(a, v128.load(x));
      b = f32x4.add(b, v128.load(x, 16));
      c = f32x4.add(c, v128.load(x, 32));
      d = f32x4.add(d, v128.load(x, 48));
    }
    const zero = splat(0);
    v128.store(out, madd(a, scale, accumulate ? v128.load(out) : zero));
    v128.store(out, madd(b, scale, accumulate ? v128.load(out, 16) : zero), 16);
    v128.store(out, madd(c, scale, accumulate ? v128.load(out, 32) : zero), 32);
    v128.store(out, madd(d, scale, accumulate ? v128.load(out, 48) : zero), 48);
  }
}

/** One thread: rows, flags, out, x, scale, panels. */
export function sum(args: usize, from: i32, to: i32): void {
  if (from == to) return;
  const rows = word(args, 0);
  const out = address(args, 2);
  let a = splat(0);
  let b = splat(0);
  let c = splat(0);
  let d = splat(0);
  for (let p = 0; p < word(args, 7); ++p) {
    let x = line(args, 4, p, 0);
    for (const end = x + (<usize>rows << 6); x < end; x += 64) {
      a = f32x4.add(a, v128.load(x));
      b = f32x4.add(b, v128.load(x, 16));
      c = f32x4.add(c, v128.load(x, 32));
      d = f32x4.add(d, v128.load(x, 48));
    }
  }
  const total = laneSum(f32x4.add(f32x4.add(a, b), f32x4.add(c, d))) * real(args, 6);
  storeScalar(out, word(args, 1) & ACCUMULATE ? load<f32>(out) + total : total);
}

/** Groups from ... to: rows, flags, out, x, panels, groups. */
export function squaredNorms(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const groups = word(args, 7);
  for (let g = from; g < to; ++g) {
    let a = splat(0);
    let b = splat(0);
    let c = splat(0);
    let d = splat(0);
    for (let r = g; r < rows; r += groups) {
      for (let p = 0; p < word(args, 6); ++p) {
        const x = line(args, 4, p, r);
        const x0 = v128.load(x);
        const x1 = v128.load(x, 16);
        const x2 = v128.load(x, 32);
        const x3 = v128.load(x, 48);
        a = madd(x0, x0, a);
        b = madd(x1, x1, b);
        c = madd(x2, x2, c);
        d = madd(x3, x3, d);
      }
    }
    const out = line(args, 2, 0, g);
    const total = laneSum(f32x4.add(f32x4.add(a, b), f32x4.add(c, d)));
    storeScalar(out, word(args, 1) & ACCUMULATE ? load<f32>(out) + total : total);
  }
}

/** One thread: groups, lambda, squaredNorms, coefficient, loss. */
export function gradientPenalty(args: usize, from: i32, to: i32): void {
  if (from == to) return;
  const groups = word(args, 0);
  const lambda = <f64>real(args, 1);
  let loss: f64 = 0;
  for (let g = 0; g < groups; ++g) {
    const squared = load<f32>(line(args, 2, 0, g));
    const norm = sqrt<f64>(<f64>squared);
    loss += (norm - 1) * (norm - 1);
    const coefficient = squared == 0 ? 0 : ((2 * lambda) / <f64>groups) * (1 - 1 / norm);
    storeScalar(line(args, 4, 0, g), <f32>coefficient);
  }
  storeScalar(address(args, 6), <f32>((lambda / <f64>groups) * loss));
}
