/*
 * Operations on spans of columns. Four rows are worked on at once: a strip holds their values column by column, so that a
 * vector is one column of four rows and no span needs masks. Work comes as rows from ... to, `from` a multiple of 4.
 * Each thread has strips of its own; the table of spans is three words each: start, width, whether it is a softmax.
 */
import { ACCUMULATE, NOISE_GIVEN, NOISE_NONE } from './codes';
import { exp, half, log, madd, one, splat, tanh, uniformOf } from './math';
import { stripWords, transpose4 } from './philox';
import { address, inside, line, real, word } from './record';
import { ownWords, self } from './thread';

/** Rows r ... r + 3 of a matrix into a strip; rows beyond the last one repeat it. */
function loadStrip(args: usize, index: i32, cols: i32, rows: i32, r: i32, strip: usize): void {
  const full = r + 4 <= rows;
  for (let p = 0; p << 4 < cols; ++p) {
    const at = line(args, index, p, r);
    if (full) {
      transpose4(at, strip, 64);
      transpose4(at + 16, strip + 64, 64);
      transpose4(at + 32, strip + 128, 64);
      transpose4(at + 48, strip + 192, 64);
    } else {
      const last = <usize>(rows - 1 - r) << 6;
      const second = at + min<usize>(64, last);
      const third = at + min<usize>(128, last);
      for (let q: usize = 0; q < 64; q += 4) {
        let value = v128.load_splat<f32>(at + q);
        value = f32x4.replace_lane(value, 1, load<f32>(second + q));
        value = f32x4.replace_lane(value, 2, load<f32>(third + q));
        value = f32x4.replace_lane(value, 3, load<f32>(at + last + q));
        v128.store(strip + (q << 2), value);
      }
    }
    strip += 256;
  }
}

/** A strip into rows r ... r + 3 of a matrix. */
function storeStrip(args: usize, index: i32, cols: i32, rows: i32, r: i32, strip: usize): void {
  const n = min(4, rows - r);
  for (let p = 0; p << 4 < cols; ++p) {
    const at = line(args, index, p, r);
    if (n == 4) {
      for (let q: usize = 0; q < 64; q += 16) {
        const from = strip + (q << 2);
        const a = v128.load(from);
        const b = v128.load(from, 16);
        const c = v128.load(from, 32);
        const d = v128.load(from, 48);
        const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
        const ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
        const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
        const cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
        v128.store(at + q, v128.shuffle<f32>(ab0, cd0, 0, 1, 4, 5));
        v128.store(at + q, v128.shuffle<f32>(ab0, cd0, 2, 3, 6, 7), 64);
        v128.store(at + q, v128.shuffle<f32>(ab1, cd1, 0, 1, 4, 5), 128);
        v128.store(at + q, v128.shuffle<f32>(ab1, cd1, 2, 3, 6, 7), 192);
      }
    } else {
      for (let i: usize = 0; i < <usize>n; ++i) {
        for (let q: usize = 0; q < 16; ++q) store<f32>(at + (i << 6) + (q << 2), load<f32>(strip + (q << 4) + (i << 2)));
      }
    }
    strip += 256;
  }
}

/** Gumbel numbers of four rows into a strip: -log(-log u), or given ones. */
function gumbelStrip(args: usize, noise: i32, cols: i32, rows: i32, r: i32, strip: usize): void {
  if (word(args, noise) == NOISE_GIVEN) {
    loadStrip(args, noise + 3, cols, rows, r, strip);
    return;
  }
  const words = ownWords();
  for (let pair = 0; pair << 3 < cols; ++pair) {
    stripWords(word(args, noise + 1), address(args, noise + 2), rows, r, pair, words);
    for (let w: usize = 0; w < 128; w += 16) {
      const e = f32x4.neg(log(uniformOf(v128.load(words + w))));
      v128.store(strip + w, f32x4.neg(log(e)));
    }
    strip += 128;
  }
}

/** Uniforms of four rows into a strip, drawn or given. */
function uniformStrip(args: usize, noise: i32, cols: i32, rows: i32, r: i32, strip: usize): void {
  if (word(args, noise) == NOISE_GIVEN) {
    loadStrip(args, noise + 3, cols, rows, r, strip);
    return;
  }
  const words = ownWords();
  for (let pair = 0; pair << 3 < cols; ++pair) {
    stripWords(word(args, noise + 1), address(args, noise + 2), rows, r, pair, words);
    for (let w: usize = 0; w < 128; w += 16) v128.store(strip + w, uniformOf(v128.load(words + w)));
    strip += 128;
  }
}

/** Largest of `width` vectors. */
// @ts-ignore: decorator
@inline
function largest(at: usize, width: i32): v128 {
  let top = v128.load(at);
  for (let i = 1; i < width; ++i) {
    at += 16;
    top = f32x4.pmax(top, v128.load(at));
  }
  return top;
}

/** exp(scale * (x - top)) in place; gives the sum. */
// @ts-ignore: decorator
@inline
function exponentials(at: usize, width: i32, top: v128, scale: v128): v128 {
  let sum = splat(0);
  for (const end = at + (<usize>width << 4); at < end; at += 16) {
    const e = exp(f32x4.mul(f32x4.sub(v128.load(at), top), scale));
    sum = f32x4.add(sum, e);
    v128.store(at, e);
  }
  return sum;
}

/** rows, cols, spans, how many, strips, bytes of a strip, out, logits, 1/temperature, noise (kind, stream, rows list, values). */
export function spanActivation(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const cols = word(args, 1);
  const table = address(args, 2);
  const tableEnd = table + <usize>word(args, 3) * 12;
  const size = address(args, 5);
  const strip = address(args, 4) + <usize>self * 3 * size;
  const gumbel = strip + size;
  const scale = splat(real(args, 10));
  const noisy = word(args, 11) != NOISE_NONE;
  for (let r = from; r < to; r += 4) {
    loadStrip(args, 8, cols, rows, r, strip);
    if (noisy) gumbelStrip(args, 11, cols, rows, r, gumbel);
    for (let span = table; span < tableEnd; span += 12) {
      const width = load<i32>(span, 4);
      const offset = load<usize>(span) << 4;
      const at = strip + offset;
      const end = at + (<usize>width << 4);
      if (load<i32>(span, 8) == 0) {
        for (let x = at; x < end; x += 16) v128.store(x, tanh(v128.load(x)));
        continue;
      }
      if (noisy) {
        let g = gumbel + offset;
        for (let x = at; x < end; x += 16) {
          v128.store(x, f32x4.add(v128.load(x), v128.load(g)));
          g += 16;
        }
      }
      const sum = exponentials(at, width, largest(at, width), scale);
      const share = f32x4.div(one(), sum);
      for (let x = at; x < end; x += 16) v128.store(x, f32x4.mul(v128.load(x), share));
    }
    storeStrip(args, 6, cols, rows, r, strip);
  }
}

/** rows, cols, spans, how many, strips, bytes of a strip, out, gradient, output, 1/temperature. */
export function spanActivationBackward(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const cols = word(args, 1);
  const table = address(args, 2);
  const tableEnd = table + <usize>word(args, 3) * 12;
  const size = address(args, 5);
  const gradients = address(args, 4) + <usize>self * 3 * size;
  const outputs = gradients + size;
  const scale = splat(real(args, 12));
  for (let r = from; r < to; r += 4) {
    loadStrip(args, 8, cols, rows, r, gradients);
    loadStrip(args, 10, cols, rows, r, outputs);
    for (let span = table; span < tableEnd; span += 12) {
      const offset = load<usize>(span) << 4;
      const at = gradients + offset;
      const end = at + (<usize>load<i32>(span, 4) << 4);
      let y = outputs + offset;
      if (load<i32>(span, 8) == 0) {
        for (let g = at; g < end; g += 16) {
          const value = v128.load(y);
          v128.store(g, f32x4.mul(v128.load(g), f32x4.sub(one(), f32x4.mul(value, value))));
          y += 16;
        }
        continue;
      }
      let dot = splat(0);
      for (let g = at; g < end; g += 16) {
        dot = madd(v128.load(g), v128.load(y), dot);
        y += 16;
      }
      y = outputs + offset;
      for (let g = at; g < end; g += 16) {
        const value = f32x4.mul(v128.load(y), scale);
        v128.store(g, f32x4.mul(value, f32x4.sub(v128.load(g), dot)));
        y += 16;
      }
    }
    storeStrip(args, 6, cols, rows, r, gradients);
  }
}

/**
 * rows, cols, spans, how many, strips, bytes of a strip, logits, gradient, loss, targets, targets a row, span of each
 * column, counts (16 bytes a span and thread), scale, flags.
 */
export function crossEntropy(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const cols = word(args, 1);
  const table = address(args, 2);
  const spans = word(args, 3);
  const size = address(args, 5);
  const strip = address(args, 4) + <usize>self * 3 * size;
  const gradient = strip + size;
  const each = word(args, 13);
  const spanOf = address(args, 14);
  const counts = address(args, 15) + <usize>(self * spans) * 16;
  const scale = splat(real(args, 16));
  const accumulate = (word(args, 17) & ACCUMULATE) != 0;
  const zero = splat(0);
  for (let r = from; r < to; r += 4) {
    const n = min(4, rows - r);
    loadStrip(args, 6, cols, rows, r, strip);
    if (accumulate) loadStrip(args, 8, cols, rows, r, gradient);
    else memory.fill(gradient, 0, size);
    memory.fill(counts, 0, <usize>spans * 16);
    let loss = zero;
    for (let i = 0; i < n; ++i) {
      let targets = address(args, 12) + (<usize>((r + i) * each) << 2);
      let own: f32 = 0;
      const lane = <usize>i << 2;
      for (const end = targets + (<usize>each << 2); targets < end; targets += 4) {
        const target = load<i32>(targets);
        if (target < 0) continue;
        const count = counts + (<usize>load<i32>(spanOf + (<usize>target << 2)) << 4) + lane;
        store<f32>(count, load<f32>(count) + 1);
        const at = (<usize>target << 4) + lane;
        own -= load<f32>(strip + at);
        store<f32>(gradient + at, load<f32>(gradient + at) - real(args, 16));
      }
      store<f32>(ownWords() + lane, own);
    }
    loss = v128.load(ownWords());
    for (let s = 0; s < spans; ++s) {
      const count = v128.load(counts + (<usize>s << 4));
      if (!v128.any_true(f32x4.ne(count, zero))) continue;
      const span = table + <usize>s * 12;
      const width = load<i32>(span, 4);
      const offset = load<usize>(span) << 4;
      const at = strip + offset;
      const top = largest(at, width);
      const sum = exponentials(at, width, top, splat(1));
      // The lanes that have no target here must not carry an infinite or undefined logit over.
      const wanted = f32x4.ne(count, zero);
      loss = f32x4.add(loss, v128.and(wanted, f32x4.mul(count, f32x4.add(top, log(sum)))));
      const factor = f32x4.div(f32x4.mul(count, scale), sum);
      let g = gradient + offset;
      for (let x = at, end = at + (<usize>width << 4); x < end; x += 16) {
        v128.store(g, f32x4.add(v128.load(g), v128.and(wanted, f32x4.mul(v128.load(x), factor))));
        g += 16;
      }
    }
    loss = f32x4.mul(loss, scale);
    v128.store(ownWords(), loss);
    for (let i = 0; i < n; ++i) {
      const own = v128.load_splat<f32>(ownWords() + (<usize>i << 2));
      v128.store(line(args, 10, 0, r + i), v128.and(inside(1, 0, 0), own));
    }
    storeStrip(args, 8, cols, rows, r, gradient);
  }
}

/** Place of the largest of `width` vectors, the first of equal ones. */
// @ts-ignore: decorator
@inline
function first(at: usize, width: i32): v128 {
  let top = splat(-Infinity);
  let best = i32x4.splat(0);
  for (let c = 0; c < width; ++c) {
    const value = v128.load(at);
    const better = f32x4.gt(value, top);
    top = v128.bitselect(value, top, better);
    best = v128.bitselect(i32x4.splat(c), best, better);
    at += 16;
  }
  return best;
}

/** Place by the softmax of `width` vectors, by inversion of uniforms; the vectors become sums of exponentials. */
// @ts-ignore: decorator
@inline
function drawn(at: usize, width: i32, uniform: v128): v128 {
  const top = largest(at, width);
  const last = at + (<usize>(width - 1) << 4);
  let sum = splat(0);
  for (let c = at; c <= last; c += 16) {
    sum = f32x4.add(sum, exp(f32x4.sub(v128.load(c), top)));
    v128.store(c, sum);
  }
  const point = f32x4.mul(uniform, sum);
  let place = i32x4.splat(0);
  // A comparison that holds is −1.
  for (let c = at; c < last; c += 16) place = i32x4.sub(place, f32x4.le(v128.load(c), point));
  return place;
}

/**
 * rows, cols, spans, how many, strips, bytes of a strip, logits, codes (address, columns), scalars (or 0), noise (kind,
 * stream, rows list, values).
 */
export function sampleSpans(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const cols = word(args, 1);
  const table = address(args, 2);
  const tableEnd = table + <usize>word(args, 3) * 12;
  const size = address(args, 5);
  const strip = address(args, 4) + <usize>self * 3 * size;
  const uniforms = strip + size;
  const codes = address(args, 8);
  const choices = word(args, 9);
  const scalars = address(args, 10);
  const noisy = word(args, 12) != NOISE_NONE;
  for (let r = from; r < to; r += 4) {
    const n = min(4, rows - r);
    loadStrip(args, 6, cols, rows, r, strip);
    if (noisy && codes != 0) uniformStrip(args, 12, choices, rows, r, uniforms);
    let choice = 0;
    let scalar = 0;
    for (let span = table; span < tableEnd; span += 12) {
      const width = load<i32>(span, 4);
      const offset = load<usize>(span) << 4;
      let at = strip + offset;
      if (load<i32>(span, 8) == 0) {
        for (let c = 0; c < width; ++c) {
          if (scalars != 0) {
            const value = tanh(v128.load(at));
            const to = line(args, 10, scalar >> 4, r) + (<usize>(scalar & 15) << 2);
            store<f32>(to, f32x4.extract_lane(value, 0));
            if (n > 1) store<f32>(to, f32x4.extract_lane(value, 1), 64);
            if (n > 2) store<f32>(to, f32x4.extract_lane(value, 2), 128);
            if (n > 3) store<f32>(to, f32x4.extract_lane(value, 3), 192);
          }
          ++scalar;
          at += 16;
        }
        continue;
      }
      if (codes != 0) {
        const best = noisy
          ? drawn(at, width, v128.load(uniforms + (<usize>choice << 4)))
          : first(at, width);
        const to = codes + (<usize>(r * choices + choice) << 2);
        const step = <usize>choices << 2;
        store<i32>(to, i32x4.extract_lane(best, 0));
        if (n > 1) store<i32>(to + step, i32x4.extract_lane(best, 1));
        if (n > 2) store<i32>(to + 2 * step, i32x4.extract_lane(best, 2));
        if (n > 3) store<i32>(to + 3 * step, i32x4.extract_lane(best, 3));
      }
      ++choice;
    }
  }
}

/** One element of rows r ... r + 3, in column c of the matrix at word `index`. */
// @ts-ignore: decorator
@inline
function column(args: usize, index: i32, c: i32, r: i32, n: i32): v128 {
  const at = line(args, index, c >> 4, r) + (<usize>(c & 15) << 2);
  let value = v128.load_splat<f32>(at);
  if (n > 1) value = f32x4.replace_lane(value, 1, load<f32>(at, 64));
  if (n > 2) value = f32x4.replace_lane(value, 2, load<f32>(at, 128));
  if (n > 3) value = f32x4.replace_lane(value, 3, load<f32>(at, 192));
  return value;
}

// @ts-ignore: decorator
@inline
function setColumn(args: usize, index: i32, c: i32, r: i32, n: i32, value: v128): void {
  const at = line(args, index, c >> 4, r) + (<usize>(c & 15) << 2);
  store<f32>(at, f32x4.extract_lane(value, 0));
  if (n > 1) store<f32>(at, f32x4.extract_lane(value, 1), 64);
  if (n > 2) store<f32>(at, f32x4.extract_lane(value, 2), 128);
  if (n > 3) store<f32>(at, f32x4.extract_lane(value, 3), 192);
}

/**
 * Rows from ... to: rows, how many columns, their list, logits, x, sigma, loss, gradient, terms of sigma's gradient
 * (summed by a sumRows that follows), scale, flags.
 */
export function gaussianReconstruction(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const count = word(args, 1);
  const list = address(args, 2);
  const scale = splat(real(args, 15));
  const accumulate = (word(args, 16) & ACCUMULATE) != 0;
  for (let r = from; r < to; r += 4) {
    const n = min(4, rows - r);
    let loss = splat(0);
    for (let j = 0; j < count; ++j) {
      const c = load<i32>(list + (<usize>j << 2));
      const sigma = v128.load_splat<f32>(line(args, 7, j >> 4, 0) + (<usize>(j & 15) << 2));
      const t = tanh(column(args, 3, c, r, n));
      const difference = f32x4.sub(t, column(args, 5, j, r, n));
      const ratio = f32x4.div(difference, sigma);
      const squared = f32x4.mul(ratio, ratio);
      loss = f32x4.add(loss, madd(squared, half(), log(sigma)));
      const slope = f32x4.div(f32x4.mul(ratio, scale), sigma);
      setColumn(args, 11, c, r, n, f32x4.mul(slope, f32x4.sub(one(), f32x4.mul(t, t))));
      setColumn(args, 13, j, r, n, f32x4.div(f32x4.sub(one(), squared), sigma));
    }
    loss = f32x4.mul(loss, scale);
    if (accumulate) loss = f32x4.add(loss, column(args, 9, 0, r, n));
    setColumn(args, 9, 0, r, n, loss);
  }
}
