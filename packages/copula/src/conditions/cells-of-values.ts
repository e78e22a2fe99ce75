import { log } from '@cvd/core';
import type { ZMap } from '../marginals/z-map.js';
import { interval, joinTouching, type LatentCell } from './latent-cell.js';

interface ValueInterval {
  readonly low: number;
  readonly high: number;
}

const start = (map: ZMap, piece: number): number => (piece === 0 ? -Infinity : map.zHigh[piece - 1]!);

/** Smallest latent value from which the column is at least `x`; Infinity where it never is. */
const reaching = (map: ZMap, x: number): number => {
  const { low, high, slope, zLow, zHigh } = map;
  let from = 0;
  let to = high.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (high[middle]! >= x) to = middle;
    else from = middle + 1;
  }
  if (from === high.length) return Infinity;
  if (low[from]! >= x || slope[from] === 0) return start(map, from);
  return Math.min(zHigh[from]!, zLow[from]! + (x - low[from]!) / slope[from]!);
};

/** A width that only rounding makes: what "= x" comes to where values are not rounded. */
const isHair = ({ low, high }: ValueInterval): boolean =>
  Number.isFinite(high - low) && high - low <= 4e-16 * Math.max(Math.abs(low), Math.abs(high), 1e-290);

/** The single value `x`: a piece of its own, a point within a piece, or nothing where the column has a gap. */
const cellsOfValue = (map: ZMap, column: number, x: number): LatentCell[] => {
  const { low, high, slope, zLow, zHigh } = map;
  for (let piece = 0; piece < low.length; piece++) {
    if (low[piece]! > x || high[piece]! < x) continue;
    if (slope[piece] === 0) {
      let last = piece;
      while (last + 1 < low.length && slope[last + 1] === 0 && low[last + 1] === x) last++;
      return [interval(start(map, piece), zHigh[last]!)];
    }
    // The upper end of a piece may be where a value of its own begins.
    if (x === high[piece] && low[piece + 1] === x && slope[piece + 1] === 0) continue;
    const z = zLow[piece]! + (x - low[piece]!) / slope[piece]!;
    return [{ low: z, high: z, logJacobian: -log(slope[piece]!), pins: [{ column, value: x }] }];
  }
  return [];
};

/**
 * The latent values at which a numeric column lies in one of the intervals [low, high).
 * @param intervals - disjoint, ascending; low = high is a single value
 */
export const cellsOfValues = (map: ZMap, column: number, intervals: readonly ValueInterval[]): LatentCell[] => {
  const cells = intervals.flatMap(({ low, high }) => {
    if (low === high || isHair({ low, high })) return cellsOfValue(map, column, low);
    const from = reaching(map, low);
    const to = reaching(map, high);
    return from < to ? [interval(from, to)] : [];
  });
  return joinTouching(cells);
};

/** The latent values at which a discrete column has one of the codes. */
export const cellsOfCodes = (zHigh: Float64Array, order: Int32Array, codes: readonly number[]): LatentCell[] => {
  const wanted = new Set(codes);
  const cells: LatentCell[] = [];
  order.forEach((code, k) => {
    const low = k === 0 ? -Infinity : zHigh[k - 1]!;
    if (wanted.has(code) && low < zHigh[k]!) cells.push(interval(low, zHigh[k]!));
  });
  return joinTouching(cells);
};
