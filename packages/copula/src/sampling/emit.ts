import type { ZMap } from '../marginals/z-map.js';

/**
 * Values of a numeric column for a block of latent values: out[at + r] = Q(Φ(sign·z[from + r])).
 * @param guide - of map.zHigh
 */
export const emitContinuous = (
  out: Float64Array,
  at: number,
  z: Float64Array,
  from: number,
  count: number,
  sign: number,
  { zHigh, zLow, low, slope }: ZMap,
  guide: Int32Array,
): void => {
  for (let r = 0; r < count; r++) {
    const value = Math.max(-7, Math.min(6.999999, sign * z[from + r]!));
    let piece = guide[((value + 7) * 128) | 0]!;
    while (zHigh[piece]! < value) piece++;
    out[at + r] = low[piece]! + slope[piece]! * (value - zLow[piece]!);
  }
};

/** Codes of a discrete column: position k of the order where sign·z lies up to zHigh[k]. */
export const emitDiscrete = (
  out: Int32Array,
  at: number,
  z: Float64Array,
  from: number,
  count: number,
  sign: number,
  zHigh: Float64Array,
  order: Int32Array,
  guide: Int32Array,
): void => {
  for (let r = 0; r < count; r++) {
    const value = Math.max(-7, Math.min(6.999999, sign * z[from + r]!));
    let position = guide[((value + 7) * 128) | 0]!;
    while (zHigh[position]! < value) position++;
    out[at + r] = order[position]!;
  }
};
