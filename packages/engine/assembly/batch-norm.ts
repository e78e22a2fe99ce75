/*
 * Batch normalisation of columns; work comes as panels.
 */
import { RELU } from './codes';
import { madd, splat } from './math';
import { address, line, real, word } from './record';

/** Panels from ... to: rows, flags, out, x, gamma, beta, mean, variance, epsilon. */
export function batchNorm(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const relu = (word(args, 1) & RELU) != 0;
  const size = <usize>rows << 6;
  const divisor = splat(<f32>rows);
  const epsilon = splat(real(args, 14));
  const zero = splat(0);
  for (let p = from; p < to; ++p) {
    const first = line(args, 4, p, 0);
    const end = first + size;
    let m0 = zero;
    let m1 = zero;
    let m2 = zero;
    let m3 = zero;
    for (let x = first; x < end; x += 64) {
      m0 = f32x4.add(m0, v128.load(x));
      m1 = f32x4.add(m1, v128.load(x, 16));
      m2 = f32x4.add(m2, v128.load(x, 32));
      m3 = f32x4.add(m3, v128.load(x, 48));
    }
    m0 = f32x4.div(m0, divisor);
    m1 = f32x4.div(m1, divisor);
    m2 = f32x4.div(m2, divisor);
    m3 = f32x4.div(m3, divisor);
    let v0 = zero;
    let v1 = zero;
    let v2 = zero;
    let v3 = zero;
    for (let x = first; x < end; x += 64) {
      const d0 = f32x4.sub(v128.load(x), m0);
      const d1 = f32x4.sub(v128.load(x, 16), m1);
      const d2 = f32x4.sub(v128.load(x, 32), m2);
      const d3 = f32x4.sub(v128.load(x, 48), m3);
      v0 = madd(d0, d0, v0);
      v1 = madd(d1, d1, v1);
      v2 = madd(d2, d2, v2);
      v3 = madd(d3, d3, v3);
    }
    v0 = f32x4.div(v0, divisor);
    v1 = f32x4.div(v1, divisor);
    v2 = f32x4.div(v2, divisor);
    v3 = f32x4.div(v3, divisor);
    const mean = line(args, 10, p, 0);
    v128.store(mean, m0);
    v128.store(mean, m1, 16);
    v128.store(mean, m2, 32);
    v128.store(mean, m3, 48);
    const variance = line(args, 12, p, 0);
    v128.store(variance, v0);
    v128.store(variance, v1, 16);
    v128.store(variance, v2, 32);
    v128.store(variance, v3, 48);
    const gamma = line(args, 6, p, 0);
    const g0 = f32x4.div(v128.load(gamma), f32x4.sqrt(f32x4.add(v0, epsilon)));
    const g1 = f32x4.div(v128.load(gamma, 16), f32x4.sqrt(f32x4.add(v1, epsilon)));
    const g2 = f32x4.div(v128.load(gamma, 32), f32x4.sqrt(f32x4.add(v2, epsilon)));
    const g3 = f32x4.div(v128.load(gamma, 48), f32x4.sqrt(f32x4.add(v3, epsilon)));
    const beta = line(args, 8, p, 0);
    const b0 = v128.load(beta);
    const b1 = v128.load(beta, 16);
    const b2 = v128.load(beta, 32);
    const b3 = v128.load(beta, 48);
    // pmax keeps a NaN of its first operand.
    const floor = relu ? zero : splat(-Infinity);
    let out = line(args, 2, p, 0);
    for (let x = first; x < end; x += 64) {
      v128.store(out, f32x4.pmax(madd(f32x4.sub(v128.load(x), m0), g0, b0), floor));
      v128.store(out, f32x4.pmax(madd(f32x4.sub(v128.load(x, 16), m1), g1, b1), floor), 16);
      v128.store(out, f32x4.pmax(madd(f32x4.sub(v128.load(x, 32), m2), g2, b2), floor), 32);
      v128.store(out, f32x4.pmax(madd(f32x4.sub(v128.load(x, 48), m3), g3, b3), floor), 48);
      out += 64;
    }
  }
}

/** Panels from ... to: rows, flags, out, gradient, output, x, gamma, mean, variance, gammaGradient, betaGradient, epsilon. */
export function batchNormBackward(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const relu = (word(args, 1) & RELU) != 0;
  const size = <usize>rows << 6;
  const share = splat(<f32>(1 / <f64>rows));
  const epsilon = splat(real(args, 20));
  const zero = splat(0);
  for (let p = from; p < to; ++p) {
    for (let quad: usize = 0; quad < 64; quad += 16) {
      const inverse = f32x4.div(splat(1), f32x4.sqrt(f32x4.add(v128.load(line(args, 14, p, 0) + quad), epsilon)));
      const mean = v128.load(line(args, 12, p, 0) + quad);
      let gradient = line(args, 4, p, 0) + quad;
      let output = line(args, 6, p, 0) + quad;
      let x = line(args, 8, p, 0) + quad;
      const end = gradient + size;
      let forBeta = zero;
      let forGamma = zero;
      for (; gradient < end; gradient += 64) {
        let g = v128.load(gradient);
        if (relu) g = v128.and(g, f32x4.gt(v128.load(output), zero));
        forBeta = f32x4.add(forBeta, g);
        forGamma = madd(g, f32x4.sub(v128.load(x), mean), forGamma);
        output += 64;
        x += 64;
      }
      forGamma = f32x4.mul(forGamma, inverse);
      v128.store(line(args, 16, p, 0) + quad, forGamma);
      v128.store(line(args, 18, p, 0) + quad, forBeta);
      const scale = f32x4.mul(v128.load(line(args, 10, p, 0) + quad), inverse);
      const shift = f32x4.mul(forBeta, share);
      const slope = f32x4.mul(f32x4.mul(forGamma, share), inverse);
      let out = line(args, 2, p, 0) + quad;
      gradient = end - size;
      output = line(args, 6, p, 0) + quad;
      x = line(args, 8, p, 0) + quad;
      for (; gradient < end; gradient += 64) {
        let g = v128.load(gradient);
        if (relu) g = v128.and(g, f32x4.gt(v128.load(output), zero));
        const centred = f32x4.sub(v128.load(x), mean);
        v128.store(out, f32x4.mul(scale, f32x4.sub(f32x4.sub(g, shift), f32x4.mul(centred, slope))));
        output += 64;
        x += 64;
        out += 64;
      }
    }
  }
}
