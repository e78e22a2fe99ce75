/*
 * Products with sparse matrices: rows of a table picked by index.
 */
import { ACCUMULATE } from './codes';
import { madd, splat } from './math';
import { address, line, word } from './record';

/** Lines from ... to of out: rows, flags, out, table, bias (or 0), indices, how many a row, values (or 0). */
export function gatherRows(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const accumulate = (word(args, 1) & ACCUMULATE) != 0;
  const indices = address(args, 8);
  const each = word(args, 9);
  const weighted = address(args, 10) != 0;
  const zero = splat(0);
  let p = from / rows;
  let r = from - p * rows;
  for (; from < to; ++from) {
    const out = line(args, 2, p, r);
    const table = line(args, 4, p, 0);
    let a = zero;
    let b = zero;
    let c = zero;
    let d = zero;
    if (address(args, 6) != 0) {
      const bias = line(args, 6, p, 0);
      a = v128.load(bias);
      b = v128.load(bias, 16);
      c = v128.load(bias, 32);
      d = v128.load(bias, 48);
    }
    if (accumulate) {
      a = f32x4.add(a, v128.load(out));
      b = f32x4.add(b, v128.load(out, 16));
      c = f32x4.add(c, v128.load(out, 32));
      d = f32x4.add(d, v128.load(out, 48));
    }
    let index = indices + (<usize>(r * each) << 2);
    if (weighted) {
      for (let j = 0; j < each; ++j) {
        const k = load<i32>(index);
        index += 4;
        if (k < 0) continue;
        const value = v128.load_splat<f32>(line(args, 10, j >> 4, r) + (<usize>(j & 15) << 2));
        const x = table + (<usize>k << 6);
        a = madd(value, v128.load(x), a);
        b = madd(value, v128.load(x, 16), b);
        c = madd(value, v128.load(x, 32), c);
        d = madd(value, v128.load(x, 48), d);
      }
    } else {
      for (let j = 0; j < each; ++j) {
        const k = load<i32>(index);
        index += 4;
        if (k < 0) continue;
        const x = table + (<usize>k << 6);
        a = f32x4.add(a, v128.load(x));
        b = f32x4.add(b, v128.load(x, 16));
        c = f32x4.add(c, v128.load(x, 32));
        d = f32x4.add(d, v128.load(x, 48));
      }
    }
    v128.store(out, a);
    v128.store(out, b, 16);
    v128.store(out, c, 32);
    v128.store(out, d, 48);
    if (++r == rows) {
      r = 0;
      ++p;
    }
  }
}

/** Panels from ... to of the table: rows of x, flags, table, x, rows of the table, -, indices, how many a row, values (or 0). */
export function scatterRows(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const accumulate = (word(args, 1) & ACCUMULATE) != 0;
  const each = word(args, 9);
  const weighted = address(args, 10) != 0;
  for (let p = from; p < to; ++p) {
    const table = line(args, 2, p, 0);
    if (!accumulate) memory.fill(table, 0, <usize>word(args, 6) << 6);
    let index = address(args, 8);
    let x = line(args, 4, p, 0);
    for (let r = 0; r < rows; ++r) {
      const a = v128.load(x);
      const b = v128.load(x, 16);
      const c = v128.load(x, 32);
      const d = v128.load(x, 48);
      x += 64;
      for (let j = 0; j < each; ++j) {
        const k = load<i32>(index);
        index += 4;
        if (k < 0) continue;
        const to = table + (<usize>k << 6);
        if (weighted) {
          const value = v128.load_splat<f32>(line(args, 10, j >> 4, r) + (<usize>(j & 15) << 2));
          v128.store(to, madd(value, a, v128.load(to)));
          v128.store(to, madd(value, b, v128.load(to, 16)), 16);
          v128.store(to, madd(value, c, v128.load(to, 32)), 32);
          v128.store(to, madd(value, d, v128.load(to, 48)), 48);
        } else {
          v128.store(to, f32x4.add(a, v128.load(to)));
          v128.store(to, f32x4.add(b, v128.load(to, 16)), 16);
          v128.store(to, f32x4.add(c, v128.load(to, 32)), 32);
          v128.store(to, f32x4.add(d, v128.load(to, 48)), 48);
        }
      }
    }
  }
}
