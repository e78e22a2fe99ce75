/*
 * Operations that treat every element alike. Work comes as lines from ... to; each handler walks them panel by panel:
 * [p, r] is where it stands, n how many lines of this panel it may take. Word 0 of the arguments: rows, word 1: columns,
 * then the matrices.
 */
import { exp, half, laneSum, log, madd, minusTwo, one, splat, turn, uniformOf } from './math';
import { NOISE_GIVEN, NOISE_NONE } from './codes';
import { lineWords } from './philox';
import { address, clearPadding, inside, line, real, word } from './record';
import { ownWords } from './thread';

/** rows, cols, out, value. */
export function fill(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const cols = word(args, 1);
  const value = splat(real(args, 4));
  let p = from / rows;
  let r = from - p * rows;
  while (from < to) {
    const n = min(rows - r, to - from);
    const start = line(args, 2, p, r);
    let out = start;
    for (const end = out + (<usize>n << 6); out < end; out += 16) v128.store(out, value);
    clearPadding(start, n, cols, p);
    from += n;
    r = 0;
    ++p;
  }
}

/** rows, cols, out, a, b, scaleA, scaleB. */
export function add(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const scaleA = splat(real(args, 8));
  const scaleB = splat(real(args, 9));
  let p = from / rows;
  let r = from - p * rows;
  while (from < to) {
    const n = min(rows - r, to - from);
    let out = line(args, 2, p, r);
    let a = line(args, 4, p, r);
    let b = line(args, 6, p, r);
    for (const end = out + (<usize>n << 6); out < end; out += 16) {
      v128.store(out, madd(v128.load(a), scaleA, f32x4.mul(v128.load(b), scaleB)));
      a += 16;
      b += 16;
    }
    from += n;
    r = 0;
    ++p;
  }
}

/** rows, cols, out, a, b. */
export function multiply(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  let p = from / rows;
  let r = from - p * rows;
  while (from < to) {
    const n = min(rows - r, to - from);
    let out = line(args, 2, p, r);
    let a = line(args, 4, p, r);
    let b = line(args, 6, p, r);
    for (const end = out + (<usize>n << 6); out < end; out += 16) {
      v128.store(out, f32x4.mul(v128.load(a), v128.load(b)));
      a += 16;
      b += 16;
    }
    from += n;
    r = 0;
    ++p;
  }
}

/** rows, cols, out, a, b, weight. */
export function mixRows(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  let p = from / rows;
  let r = from - p * rows;
  while (from < to) {
    const n = min(rows - r, to - from);
    let out = line(args, 2, p, r);
    let a = line(args, 4, p, r);
    let b = line(args, 6, p, r);
    let weights = line(args, 8, 0, r);
    for (const end = out + (<usize>n << 6); out < end; out += 64) {
      const w = load<f32>(weights);
      const first = splat(w);
      const second = splat(1 - w);
      v128.store(out, madd(v128.load(a), first, f32x4.mul(v128.load(b), second)));
      v128.store(out, madd(v128.load(a, 16), first, f32x4.mul(v128.load(b, 16), second)), 16);
      v128.store(out, madd(v128.load(a, 32), first, f32x4.mul(v128.load(b, 32), second)), 32);
      v128.store(out, madd(v128.load(a, 48), first, f32x4.mul(v128.load(b, 48), second)), 48);
      a += 64;
      b += 64;
      weights += 64;
    }
    from += n;
    r = 0;
    ++p;
  }
}

/** rows, cols, out, x, scale. */
export function scaleRows(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  let p = from / rows;
  let r = from - p * rows;
  while (from < to) {
    const n = min(rows - r, to - from);
    let out = line(args, 2, p, r);
    let x = line(args, 4, p, r);
    let scales = line(args, 6, 0, r);
    for (const end = out + (<usize>n << 6); out < end; out += 64) {
      const scale = v128.load_splat<f32>(scales);
      v128.store(out, f32x4.mul(v128.load(x), scale));
      v128.store(out, f32x4.mul(v128.load(x, 16), scale), 16);
      v128.store(out, f32x4.mul(v128.load(x, 32), scale), 32);
      v128.store(out, f32x4.mul(v128.load(x, 48), scale), 48);
      x += 64;
      scales += 64;
    }
    from += n;
    r = 0;
    ++p;
  }
}

/** rows, cols, x, low, high. */
export function clamp(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const cols = word(args, 1);
  const low = splat(real(args, 4));
  const high = splat(real(args, 5));
  let p = from / rows;
  let r = from - p * rows;
  while (from < to) {
    const n = min(rows - r, to - from);
    const start = line(args, 2, p, r);
    let x = start;
    for (const end = x + (<usize>n << 6); x < end; x += 16) {
      v128.store(x, f32x4.pmin(f32x4.pmax(v128.load(x), low), high));
    }
    clearPadding(start, n, cols, p);
    from += n;
    r = 0;
    ++p;
  }
}

/** rows, cols, out, gradient, output. */
export function reluBackward(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const zero = splat(0);
  let p = from / rows;
  let r = from - p * rows;
  while (from < to) {
    const n = min(rows - r, to - from);
    let out = line(args, 2, p, r);
    let gradient = line(args, 4, p, r);
    let output = line(args, 6, p, r);
    for (const end = out + (<usize>n << 6); out < end; out += 16) {
      v128.store(out, v128.and(v128.load(gradient), f32x4.gt(v128.load(output), zero)));
      gradient += 16;
      output += 16;
    }
    from += n;
    r = 0;
    ++p;
  }
}

/**
 * Words of a line of stream noise, out of every other call's two lines: `first` is the row that the walk began with.
 * @returns their address
 */
// @ts-ignore: decorator
@inline
function wordsOfLine(args: usize, noise: i32, rows: i32, p: i32, r: i32, first: i32): usize {
  const words = ownWords();
  const odd = (r - first) & 1;
  if (odd == 0) lineWords(word(args, noise + 1), address(args, noise + 2), rows, r, p, words);
  return words + (<usize>odd << 6);
}

/** Four words of uniforms, factors and values of a line of leaky ReLU and dropout. */
// @ts-ignore: decorator
@inline
function dropQuad(out: usize, factor: usize, x: v128, slope: v128, u: v128, rate: v128, keep: v128): void {
  const kept = v128.and(keep, f32x4.ge(u, rate));
  const f = f32x4.mul(v128.bitselect(one(), slope, f32x4.gt(x, splat(0))), kept);
  v128.store(factor, f);
  v128.store(out, f32x4.mul(f, x));
}

/** rows, cols, out, factor, x, slope, rate, noise (kind, stream, rows list, values). */
export function leakyDropout(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const cols = word(args, 1);
  const slope = splat(real(args, 8));
  const drop = real(args, 9);
  const rate = splat(drop);
  const keep = splat(<f32>(1 / (1 - <f64>drop)));
  const kind = word(args, 10);
  let p = from / rows;
  let r = from - p * rows;
  while (from < to) {
    const n = min(rows - r, to - from);
    let out = line(args, 2, p, r);
    let factor = line(args, 4, p, r);
    let x = line(args, 6, p, r);
    const start = factor;
    const first = r;
    for (const end = out + (<usize>n << 6); out < end; out += 64) {
      let u0 = rate;
      let u1 = rate;
      let u2 = rate;
      let u3 = rate;
      if (kind == NOISE_GIVEN) {
        const given = line(args, 13, p, r);
        u0 = v128.load(given);
        u1 = v128.load(given, 16);
        u2 = v128.load(given, 32);
        u3 = v128.load(given, 48);
      } else if (kind != NOISE_NONE) {
        const words = wordsOfLine(args, 10, rows, p, r, first);
        u0 = uniformOf(v128.load(words));
        u1 = uniformOf(v128.load(words, 16));
        u2 = uniformOf(v128.load(words, 32));
        u3 = uniformOf(v128.load(words, 48));
      }
      dropQuad(out, factor, v128.load(x), slope, u0, rate, keep);
      dropQuad(out + 16, factor + 16, v128.load(x, 16), slope, u1, rate, keep);
      dropQuad(out + 32, factor + 32, v128.load(x, 32), slope, u2, rate, keep);
      dropQuad(out + 48, factor + 48, v128.load(x, 48), slope, u3, rate, keep);
      factor += 64;
      x += 64;
      ++r;
    }
    clearPadding(start, n, cols, p);
    from += n;
    r = 0;
    ++p;
  }
}

/** rows, cols, out, noise (kind, stream, rows list, values). */
export function uniform(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const cols = word(args, 1);
  const given = word(args, 4) == NOISE_GIVEN;
  let p = from / rows;
  let r = from - p * rows;
  while (from < to) {
    const n = min(rows - r, to - from);
    let out = line(args, 2, p, r);
    const start = out;
    const first = r;
    for (const end = out + (<usize>n << 6); out < end; out += 64) {
      if (given) {
        memory.copy(out, line(args, 7, p, r), 64);
      } else {
        const words = wordsOfLine(args, 4, rows, p, r, first);
        v128.store(out, uniformOf(v128.load(words)));
        v128.store(out, uniformOf(v128.load(words, 16)), 16);
        v128.store(out, uniformOf(v128.load(words, 32)), 32);
        v128.store(out, uniformOf(v128.load(words, 48)), 48);
      }
      ++r;
    }
    clearPadding(start, n, cols, p);
    from += n;
    r = 0;
    ++p;
  }
}

/** Two vectors of words to two vectors of normals, by Box and Muller on neighbouring columns. */
// @ts-ignore: decorator
@inline
function normalPair(words: usize, out: usize): void {
  const a = uniformOf(v128.load(words));
  const b = uniformOf(v128.load(words, 16));
  const u0 = v128.shuffle<f32>(a, b, 0, 2, 4, 6);
  const u1 = v128.shuffle<f32>(a, b, 1, 3, 5, 7);
  const radius = f32x4.sqrt(f32x4.mul(log(u0), minusTwo()));
  const x = f32x4.mul(radius, turn(u1, 1));
  const y = f32x4.mul(radius, turn(u1, 0));
  v128.store(out, v128.shuffle<f32>(x, y, 0, 4, 1, 5));
  v128.store(out, v128.shuffle<f32>(x, y, 2, 6, 3, 7), 16);
}

/** Normals of one line, given or drawn. */
function normalLine(args: usize, noise: i32, rows: i32, p: i32, r: i32, first: i32, out: usize): void {
  if (word(args, noise) == NOISE_GIVEN) {
    memory.copy(out, line(args, noise + 3, p, r), 64);
    return;
  }
  const words = wordsOfLine(args, noise, rows, p, r, first);
  normalPair(words, out);
  normalPair(words + 32, out + 32);
}

/** rows, cols, out, noise (kind, stream, rows list, values). */
export function normal(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const cols = word(args, 1);
  let p = from / rows;
  let r = from - p * rows;
  while (from < to) {
    const n = min(rows - r, to - from);
    const start = line(args, 2, p, r);
    const first = r;
    let out = start;
    for (const end = out + (<usize>n << 6); out < end; out += 64) normalLine(args, 4, rows, p, r++, first, out);
    clearPadding(start, n, cols, p);
    from += n;
    r = 0;
    ++p;
  }
}

/** rows, cols, out, epsilon, mean, logVariance, noise (kind, stream, rows list, values). */
export function reparameterize(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const cols = word(args, 1);
  let p = from / rows;
  let r = from - p * rows;
  while (from < to) {
    const n = min(rows - r, to - from);
    const start = line(args, 2, p, r);
    const noise = line(args, 4, p, r);
    const first = r;
    let out = start;
    let epsilon = noise;
    let mean = line(args, 6, p, r);
    let logVariance = line(args, 8, p, r);
    for (const end = out + (<usize>n << 6); out < end; out += 64) {
      normalLine(args, 10, rows, p, r++, first, epsilon);
      for (let i: usize = 0; i < 64; i += 16) {
        const deviation = exp(f32x4.mul(v128.load(logVariance + i), half()));
        v128.store(out + i, madd(deviation, v128.load(epsilon + i), v128.load(mean + i)));
      }
      epsilon += 64;
      mean += 64;
      logVariance += 64;
    }
    clearPadding(start, n, cols, p);
    clearPadding(noise, n, cols, p);
    from += n;
    r = 0;
    ++p;
  }
}

/** Rows from ... to: rows, cols, mean, logVariance, epsilon, gradient, meanGradient, logVarianceGradient, loss, scale. */
export function latentBackward(args: usize, from: i32, to: i32): void {
  const cols = word(args, 1);
  const factor = real(args, 16);
  const scale = splat(factor);
  const halfScale = splat(<f32>0.5 * factor);
  for (let r = from; r < to; ++r) {
    let sum = splat(0);
    for (let p = 0; p << 4 < cols; ++p) {
      for (let q = 0; q < 4; ++q) {
        const at = <usize>q << 4;
        const mu = v128.load(line(args, 2, p, r) + at);
        const v = v128.load(line(args, 4, p, r) + at);
        const epsilon = v128.load(line(args, 6, p, r) + at);
        const g = v128.load(line(args, 8, p, r) + at);
        const deviation = exp(f32x4.mul(v, half()));
        const variance = f32x4.mul(deviation, deviation);
        const excess = f32x4.sub(variance, one());
        sum = f32x4.add(sum, f32x4.sub(f32x4.sub(v, f32x4.mul(mu, mu)), excess));
        v128.store(line(args, 10, p, r) + at, madd(mu, scale, g));
        const spread = f32x4.mul(f32x4.mul(g, epsilon), f32x4.mul(deviation, half()));
        v128.store(line(args, 12, p, r) + at, madd(excess, halfScale, spread));
      }
    }
    const mask = inside(1, 0, 0);
    const loss = line(args, 14, 0, r);
    v128.store(loss, v128.and(mask, splat(<f32>-0.5 * factor * laneSum(sum))));
  }
}

/** What is below this counts as nothing: moments that decay never reach denormal numbers, which slow processors down. */
// @ts-ignore: decorator
@inline
const TINY: f32 = 1e-37;

/** rows, cols, parameter, gradient, m, v, rates, beta1, beta2, epsilon, weightDecay. */
export function adam(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const rates = address(args, 10);
  const rate = v128.load_splat<f32>(rates);
  const correction = v128.load_splat<f32>(rates, 4);
  const beta1 = splat(real(args, 12));
  const beta2 = splat(real(args, 13));
  const rest1 = splat(real(args, 14));
  const rest2 = splat(real(args, 15));
  const epsilon = splat(real(args, 16));
  const decay = splat(real(args, 17));
  const tiny = splat(TINY);
  let p = from / rows;
  let r = from - p * rows;
  while (from < to) {
    const n = min(rows - r, to - from);
    let parameter = line(args, 2, p, r);
    let gradient = line(args, 4, p, r);
    let first = line(args, 6, p, r);
    let second = line(args, 8, p, r);
    for (const end = parameter + (<usize>n << 6); parameter < end; parameter += 16) {
      const w = v128.load(parameter);
      const g = madd(w, decay, v128.load(gradient));
      let m = madd(v128.load(first), beta1, f32x4.mul(g, rest1));
      let v = madd(v128.load(second), beta2, f32x4.mul(f32x4.mul(g, g), rest2));
      m = v128.andnot(m, f32x4.lt(f32x4.abs(m), tiny));
      v = v128.andnot(v, f32x4.lt(v, tiny));
      v128.store(first, m);
      v128.store(second, v);
      const denominator = madd(f32x4.sqrt(v), correction, epsilon);
      v128.store(parameter, f32x4.sub(w, f32x4.div(f32x4.mul(m, rate), denominator)));
      gradient += 16;
      first += 16;
      second += 16;
    }
    from += n;
    r = 0;
    ++p;
  }
}
