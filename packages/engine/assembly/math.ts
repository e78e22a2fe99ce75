/*
 * Elementary functions of four floats. Range reductions and polynomials are those of the Cephes library (S. Moshier,
 * expf, logf, tanhf, sinf, cosf). Errors measured against float64 by src/wasm/math-accuracy.test.ts:
 *   exp  relative 1.2e-7 on [-87, 88]; gradual underflow below, +Infinity above 88.72
 *   log  absolute 5e-7, relative 1.2e-7 on the normal floats; NaN for what is not above 0
 *   tanh absolute 1.5e-7
 *   sine and cosine of 2*pi*u, u in (0, 1): absolute 1.5e-7
 */

/** a*b + c: fused where the build allows it. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** c - a*b. */
// @ts-ignore: decorator
@inline
export function nmadd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_nmadd(a, b, c);
  return f32x4.sub(c, f32x4.mul(a, b));
}

// @ts-ignore: decorator
@inline
export function splat(x: f32): v128 {
  return f32x4.splat(x);
}

/** Sum of the four lanes, (0 + 1) + (2 + 3). */
// @ts-ignore: decorator
@inline
export function laneSum(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) +
    f32x4.extract_lane(x, 1) +
    (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
  );
}

// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  // pmax and pmin keep a NaN in x.
  const clamped = f32x4.pmin(f32x4.pmax(x, splat(-104)), splat(89));
  // Adding 1.5 * 2^23 rounds to a whole number, which then stands in the low bits.
  const magic = splat(12582912);
  const shifted = madd(clamped, splat(1.44269504088896341), magic);
  const n = f32x4.sub(shifted, magic);
  const i = i32x4.sub(shifted, magic);
  const r = nmadd(n, splat(-2.12194440e-4), nmadd(n, splat(0.693359375), clamped));
  let p = splat(1.9875691500e-4);
  p = madd(p, r, splat(1.3981999507e-3));
  p = madd(p, r, splat(8.3334519073e-3));
  p = madd(p, r, splat(4.1665795894e-2));
  p = madd(p, r, splat(1.6666665459e-1));
  p = madd(p, r, splat(5.0000001201e-1));
  p = f32x4.add(madd(f32x4.mul(r, r), p, r), splat(1));
  // Two factors 2^(i/2): the whole range of results, denormals and infinity included.
  const half = i32x4.shr_s(i, 1);
  const rest = i32x4.sub(i, half);
  const bias = i32x4.splat(127);
  const scaled = f32x4.mul(p, i32x4.shl(i32x4.add(half, bias), 23));
  return f32x4.mul(scaled, i32x4.shl(i32x4.add(rest, bias), 23));
}

// @ts-ignore: decorator
@inline
export function log(x: v128): v128 {
  // m in [sqrt(1/2), sqrt(2)), x = m * 2^e: the exponent is counted from the bits of sqrt(1/2).
  const offset = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const exponent = i32x4.shr_s(offset, 23);
  const m = i32x4.sub(x, i32x4.shl(exponent, 23));
  const e = f32x4.convert_i32x4_s(exponent);
  const f = f32x4.sub(m, splat(1));
  const z = f32x4.mul(f, f);
  let p = splat(7.0376836292e-2);
  p = madd(p, f, splat(-1.1514610310e-1));
  p = madd(p, f, splat(1.1676998740e-1));
  p = madd(p, f, splat(-1.2420140846e-1));
  p = madd(p, f, splat(1.4249322787e-1));
  p = madd(p, f, splat(-1.6668057665e-1));
  p = madd(p, f, splat(2.0000714765e-1));
  p = madd(p, f, splat(-2.4999993993e-1));
  p = madd(p, f, splat(3.3333331174e-1));
  let y = f32x4.mul(f32x4.mul(p, f), z);
  y = madd(e, splat(-2.12194440e-4), y);
  y = nmadd(z, splat(0.5), y);
  const result = madd(e, splat(0.693359375), f32x4.add(f, y));
  // All ones are a NaN.
  return v128.or(result, v128.not(f32x4.gt(x, splat(0))));
}

// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const magnitude = f32x4.abs(x);
  // |x| >= 0.625: 1 - 2/(exp(2|x|) + 1)
  const large = f32x4.sub(splat(1), f32x4.div(splat(2), f32x4.add(exp(f32x4.add(magnitude, magnitude)), splat(1))));
  const z = f32x4.mul(x, x);
  let p = splat(-5.70498872745e-3);
  p = madd(p, z, splat(2.06390887954e-2));
  p = madd(p, z, splat(-5.37397155531e-2));
  p = madd(p, z, splat(1.33314422036e-1));
  p = madd(p, z, splat(-3.33332819422e-1));
  const small = madd(f32x4.mul(p, z), x, x);
  const signed = v128.or(large, v128.and(x, i32x4.splat(0x80000000)));
  return v128.bitselect(signed, small, f32x4.ge(magnitude, splat(0.625)));
}

/** Cosine (shift 1) or sine (shift 0) of 2 pi u: in quarter turns, t = 4u, the rest f in [-1/2, 1/2] exact. */
// @ts-ignore: decorator
@inline
export function turn(u: v128, shift: i32): v128 {
  const magic = splat(12582912);
  const t = f32x4.mul(u, splat(4));
  const shifted = f32x4.add(t, magic);
  const quarter = i32x4.add(shifted, i32x4.splat(shift));
  const x = f32x4.mul(f32x4.sub(t, f32x4.sub(shifted, magic)), splat(1.57079632679489662));
  const z = f32x4.mul(x, x);
  let s = splat(-1.9515295891e-4);
  s = madd(s, z, splat(8.3321608736e-3));
  s = madd(s, z, splat(-1.6666654611e-1));
  s = madd(f32x4.mul(s, z), x, x);
  let c = splat(2.443315711809948e-5);
  c = madd(c, z, splat(-1.388731625493765e-3));
  c = madd(c, z, splat(4.166664568298827e-2));
  c = madd(f32x4.mul(c, z), z, nmadd(z, splat(0.5), splat(1)));
  const odd = i32x4.shl(quarter, 31);
  const value = v128.bitselect(c, s, i32x4.shr_s(odd, 31));
  const sign = v128.and(i32x4.shl(quarter, 30), i32x4.splat(0x80000000));
  return v128.xor(value, sign);
}
