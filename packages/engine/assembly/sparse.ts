/*
 * Products with sparse matrices: rows of a table picked by index. The panels are the outer loop, so that what is picked
 * from stays near.
 */
import { ACCUMULATE } from './codes';
import { madd, splat } from './math';
import { address, line, word } from './record';

/** Rows from ... to of out: panels, flags, out, table, bias (or 0), indices, how many a row, values (or 0). */
export function gatherRows(args: usize, from: i32, to: i32): void {
  const panels = word(args, 0);
  const accumulate = (word(args, 1) & ACCUMULATE) != 0;
  const bias = address(args, 6) != 0;
  const each = word(args, 9);
  const values = address(args, 10);
  const stride = address(args, 11);
  const one = splat(1);
  for (let p = 0; p < panels; ++p) {
    const table = line(args, 4, p, 0);
    let out = line(args, 2, p, from);
    let index = address(args, 8) + (<usize>(from * each) << 2);
    for (let r = from; r < to; ++r) {
      let a = splat(0);
      let b = a;
      let c = a;
      let d = a;
      if (bias) {
        const first = line(args, 6, p, 0);
        a = v128.load(first);
        b = v128.load(first, 16);
        c = v128.load(first, 32);
        d = v128.load(first, 48);
      }
      if (accumulate) {
        a = f32x4.add(a, v128.load(out));
        b = f32x4.add(b, v128.load(out, 16));
        c = f32x4.add(c, v128.load(out, 32));
        d = f32x4.add(d, v128.load(out, 48));
      }
      const stop = index + (<usize>each << 2);
      if (values == 0) {
        for (; index < stop; index += 4) {
          const k = load<i32>(index);
          if (k < 0) continue;
          const x = table + (<usize>k << 6);
          a = madd(one, v128.load(x), a);
          b = madd(one, v128.load(x, 16), b);
          c = madd(one, v128.load(x, 32), c);
          d = madd(one, v128.load(x, 48), d);
        }
      } else {
        let group = values + (<usize>r << 6);
        while (index < stop) {
          let at = group;
          for (const end = min(index + 64, stop); index < end; index += 4) {
            const k = load<i32>(index);
            const value = v128.load_splat<f32>(at);
            at += 4;
            if (k < 0) continue;
            const x = table + (<usize>k << 6);
            a = madd(value, v128.load(x), a);
            b = madd(value, v128.load(x, 16), b);
            c = madd(value, v128.load(x, 32), c);
            d = madd(value, v128.load(x, 48), d);
          }
          group += stride;
        }
      }
      v128.store(out, a);
      v128.store(out, b, 16);
      v128.store(out, c, 32);
      v128.store(out, d, 48);
      out += 64;
    }
  }
}

/** Adds value * (a, b, c, d) to the line at `to`. */
// @ts-ignore: decorator
@inline
function addLine(to: usize, value: v128, a: v128, b: v128, c: v128, d: v128): void {
  v128.store(to, madd(value, a, v128.load(to)));
  v128.store(to, madd(value, b, v128.load(to, 16)), 16);
  v128.store(to, madd(value, c, v128.load(to, 32)), 32);
  v128.store(to, madd(value, d, v128.load(to, 48)), 48);
}

/** Panels from ... to of the table: rows of x, flags, table, x, rows of the table, -, indices, how many a row, values (or 0). */
export function scatterRows(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const accumulate = (word(args, 1) & ACCUMULATE) != 0;
  const each = word(args, 9);
  const values = address(args, 10);
  const stride = address(args, 11);
  const one = splat(1);
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
      const stop = index + (<usize>each << 2);
      let group = values + (<usize>r << 6);
      while (index < stop) {
        let at = group;
        for (const end = min(index + 64, stop); index < end; index += 4) {
          const k = load<i32>(index);
          const value = values == 0 ? one : v128.load_splat<f32>(at);
          at += 4;
          if (k >= 0) addLine(table + (<usize>k << 6), value, a, b, c, d);
        }
        group += stride;
      }
    }
  }
}
