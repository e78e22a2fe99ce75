/*
 * Elementary functions of four floats. Range reductions and polynomials are those of the Cephes library (S. Moshier,
 * expf, logf, tanhf, sinf, cosf). Errors measured against float64 by src/wasm/math-accuracy.test.ts:
 *   exp  relative 1.2e-7 on [-87, 88]; gradual underflow below, +Infinity above 88.72
 *   log  absolute 5e-7, relative 1.2e-7 on the normal floats; NaN for what is not above 0
 *   tanh absolute 1.5e-7
 *   sine and cosine of 2*pi*u, u in (0, 1): absolute 1.5e-7
 *
 * Constants are read from memory, where setConstants puts them: V8 makes a vector constant anew in every iteration of a
 * loop, with three instructions, and a function needs a dozen of them.
 */
import { CONSTANTS } from './codes';

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

/** The constant of a number, see setConstants. */
// @ts-ignore: decorator
@inline
function constant(number: usize): v128 {
  return v128.load(<usize>CONSTANTS + (number << 4));
}

// @ts-ignore: decorator
@inline
function put(number: usize, value: f32): void {
  v128.store(<usize>CONSTANTS + (number << 4), f32x4.splat(value));
}

// @ts-ignore: decorator
@inline
function putInt(number: usize, value: i32): void {
  v128.store(<usize>CONSTANTS + (number << 4), i32x4.splat(value));
}

// @ts-ignore: decorator
@inline
export function one(): v128 {
  return constant(0);
}

// @ts-ignore: decorator
@inline
export function half(): v128 {
  return constant(1);
}

/** 1.5 * 2^23: adding it rounds to a whole number, which then stands in the low bits. */
// @ts-ignore: decorator
@inline
function magic(): v128 {
  return constant(2);
}

/** The sign bit. */
// @ts-ignore: decorator
@inline
function signBit(): v128 {
  return constant(3);
}

/** 2^-23. */
// @ts-ignore: decorator
@inline
export function step23(): v128 {
  return constant(4);
}

/** Philox's two multipliers. */
// @ts-ignore: decorator
@inline
export function multiplier0(): v128 {
  return constant(5);
}

// @ts-ignore: decorator
@inline
export function multiplier1(): v128 {
  return constant(6);
}

// @ts-ignore: decorator
@inline
export function minusTwo(): v128 {
  return constant(7);
}

/** Writes the constants; once for each memory. */
export function setConstants(): void {
  put(0, 1);
  put(1, 0.5);
  put(2, 12582912);
  putInt(3, 0x80000000);
  put(4, 1.1920928955078125e-7);
  putInt(5, 0xd2511f53);
  putInt(6, 0xcd9e8d57);
  put(7, -2);
  // exp
  put(8, -104);
  put(9, 89);
  put(10, 1.44269504088896341);
  put(11, 0.693359375);
  put(12, -2.12194440e-4);
  put(13, 1.9875691500e-4);
  put(14, 1.3981999507e-3);
  put(15, 8.3334519073e-3);
  put(16, 4.1665795894e-2);
  put(17, 1.6666665459e-1);
  put(18, 5.0000001201e-1);
  putInt(19, 127);
  // log
  putInt(20, 0x3f3504f3);
  put(21, 7.0376836292e-2);
  put(22, -1.1514610310e-1);
  put(23, 1.1676998740e-1);
  put(24, -1.2420140846e-1);
  put(25, 1.4249322787e-1);
  put(26, -1.6668057665e-1);
  put(27, 2.0000714765e-1);
  put(28, -2.4999993993e-1);
  put(29, 3.3333331174e-1);
  // tanh
  put(30, -5.70498872745e-3);
  put(31, 2.06390887954e-2);
  put(32, -5.37397155531e-2);
  put(33, 1.33314422036e-1);
  put(34, -3.33332819422e-1);
  put(35, 0.625);
  // sine and cosine
  put(36, 4);
  put(37, 1.57079632679489662);
  put(38, -1.9515295891e-4);
  put(39, 8.3321608736e-3);
  put(40, -1.6666654611e-1);
  put(41, 2.443315711809948e-5);
  put(42, -1.388731625493765e-3);
  put(43, 4.166664568298827e-2);
}

// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  // pmax and pmin keep a NaN in x.
  const clamped = f32x4.pmin(f32x4.pmax(x, constant(8)), constant(9));
  const shifted = madd(clamped, constant(10), magic());
  const n = f32x4.sub(shifted, magic());
  const i = i32x4.sub(shifted, magic());
  const r = nmadd(n, constant(12), nmadd(n, constant(11), clamped));
  let p = madd(constant(13), r, constant(14));
  p = madd(p, r, constant(15));
  p = madd(p, r, constant(16));
  p = madd(p, r, constant(17));
  p = madd(p, r, constant(18));
  p = f32x4.add(madd(f32x4.mul(r, r), p, r), one());
  // Two factors 2^(i/2): the whole range of results, denormals and infinity included.
  const first = i32x4.shr_s(i, 1);
  const rest = i32x4.sub(i, first);
  const scaled = f32x4.mul(p, i32x4.shl(i32x4.add(first, constant(19)), 23));
  return f32x4.mul(scaled, i32x4.shl(i32x4.add(rest, constant(19)), 23));
}

// @ts-ignore: decorator
@inline
export function log(x: v128): v128 {
  // m in [sqrt(1/2), sqrt(2)), x = m * 2^e: the exponent is counted from the bits of sqrt(1/2).
  const exponent = i32x4.shr_s(i32x4.sub(x, constant(20)), 23);
  const m = i32x4.sub(x, i32x4.shl(exponent, 23));
  const e = f32x4.convert_i32x4_s(exponent);
  const f = f32x4.sub(m, one());
  const z = f32x4.mul(f, f);
  let p = madd(constant(21), f, constant(22));
  p = madd(p, f, constant(23));
  p = madd(p, f, constant(24));
  p = madd(p, f, constant(25));
  p = madd(p, f, constant(26));
  p = madd(p, f, constant(27));
  p = madd(p, f, constant(28));
  p = madd(p, f, constant(29));
  let y = f32x4.mul(f32x4.mul(p, f), z);
  y = madd(e, constant(12), y);
  y = nmadd(z, half(), y);
  const result = madd(e, constant(11), f32x4.add(f, y));
  // All ones are a NaN.
  return v128.or(result, v128.not(f32x4.gt(x, splat(0))));
}

// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const magnitude = f32x4.abs(x);
  // |x| >= 0.625: 1 - 2/(exp(2|x|) + 1)
  const power = exp(f32x4.add(magnitude, magnitude));
  const large = f32x4.add(one(), f32x4.div(minusTwo(), f32x4.add(power, one())));
  const z = f32x4.mul(x, x);
  let p = madd(constant(30), z, constant(31));
  p = madd(p, z, constant(32));
  p = madd(p, z, constant(33));
  p = madd(p, z, constant(34));
  const small = madd(f32x4.mul(p, z), x, x);
  const signed = v128.or(large, v128.and(x, signBit()));
  return v128.bitselect(signed, small, f32x4.ge(magnitude, constant(35)));
}

/** Cosine (shift 1) or sine (shift 0) of 2 pi u: in quarter turns, t = 4u, the rest f in [-1/2, 1/2] exact. */
// @ts-ignore: decorator
@inline
export function turn(u: v128, shift: i32): v128 {
  const t = f32x4.mul(u, constant(36));
  const shifted = f32x4.add(t, magic());
  const quarter = shift == 0 ? shifted : i32x4.sub(shifted, f32x4.eq(u, u));
  const x = f32x4.mul(f32x4.sub(t, f32x4.sub(shifted, magic())), constant(37));
  const z = f32x4.mul(x, x);
  let s = madd(constant(38), z, constant(39));
  s = madd(s, z, constant(40));
  s = madd(f32x4.mul(s, z), x, x);
  let c = madd(constant(41), z, constant(42));
  c = madd(c, z, constant(43));
  c = madd(f32x4.mul(c, z), z, nmadd(z, half(), one()));
  const odd = i32x4.shr_s(i32x4.shl(quarter, 31), 31);
  const value = v128.bitselect(c, s, odd);
  const sign = v128.and(i32x4.shl(quarter, 30), signBit());
  return v128.xor(value, sign);
}

/** (floor(w / 2^9) + 1/2) * 2^-23 of each word, exact. */
// @ts-ignore: decorator
@inline
export function uniformOf(words: v128): v128 {
  return f32x4.mul(f32x4.add(f32x4.convert_i32x4_s(i32x4.shr_u(words, 9)), half()), step23());
}
