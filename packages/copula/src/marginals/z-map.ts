import { normalCdf } from '@cvd/core';
import { cutAt } from '../latent/steps.js';
import type { Segments } from './segments.js';

/**
 * A quantile function of the latent normal variable, x = Q(Φ(z)), as ascending pieces: piece k covers z up to zHigh[k] and
 * is low[k] + slope[k]·(z − zLow[k]) there; slope 0 is a single value with positive probability. Sampling needs no Φ.
 */
export interface ZMap {
  /** Ascending; the last is Infinity. */
  readonly zHigh: Float64Array;
  /** zLow[k] = zHigh[k−1], but for the finite start of the first piece and where a piece is flat. */
  readonly zLow: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly slope: Float64Array;
}

/** Beyond this the map is flat; 1.3e-12 of the mass lies on either side. */
const REACH = 7;
/** Within a segment Φ is taken as linear over steps of z no longer than this: an error below 1e-4 of probability. */
const STEP = 0.05;

class ZMapBuilder {
  readonly #zHigh: number[] = [];
  readonly #zLow: number[] = [];
  readonly #low: number[] = [];
  readonly #high: number[] = [];

  add(zLow: number, zHigh: number, low: number, high: number): void {
    if (!(zHigh > zLow)) return;
    this.#zLow.push(zLow);
    this.#zHigh.push(zHigh);
    this.#low.push(low);
    this.#high.push(high);
  }

  build(): ZMap {
    const zHigh = Float64Array.from(this.#zHigh);
    zHigh[zHigh.length - 1] = Infinity;
    const low = Float64Array.from(this.#low);
    const high = Float64Array.from(this.#high);
    const zLow = Float64Array.from(this.#zLow);
    const slope = low.map((from, k) => (high[k]! > from ? (high[k]! - from) / (this.#zHigh[k]! - zLow[k]!) : 0));
    return { zHigh, zLow, low, high, slope };
  }
}

/** @param segments - of a marginal; at least one */
export const zMapOfSegments = ({ low, high, mass }: Segments): ZMap => {
  const builder = new ZMapBuilder();
  const total = mass.reduce((sum, m) => sum + m, 0);
  let below = 0;
  for (let k = 0; k < mass.length; k++) {
    const above = total - below - mass[k]!;
    const zLow = k === 0 ? -REACH : cutAt(below, total);
    const zHigh = k + 1 === mass.length ? REACH : cutAt(below + mass[k]!, total);
    const from = low[k]!;
    const width = high[k]! - from;
    if (width === 0) builder.add(zLow, zHigh, from, from);
    else {
      const steps = Math.ceil((zHigh - zLow) / STEP);
      // Shares of the segment, taken from the side of the nearer tail.
      const share = (z: number): number =>
        z < 0 ? (total * normalCdf(z) - below) / mass[k]! : 1 - (total * normalCdf(-z) - above) / mass[k]!;
      let z = zLow;
      let x = from;
      for (let s = 1; s <= steps; s++) {
        const zNext = s === steps ? zHigh : zLow + ((zHigh - zLow) * s) / steps;
        const xNext = s === steps ? high[k]! : Math.min(high[k]!, Math.max(x, from + width * share(zNext)));
        builder.add(z, zNext, x, xNext);
        z = zNext;
        x = xNext;
      }
    }
    below += mass[k]!;
  }
  return builder.build();
};

/** The map of a distribution given by its quantile function, exact every .02 of z and linear between. */
export const zMapOfQuantile = (quantile: (p: number) => number): ZMap => {
  const builder = new ZMapBuilder();
  const steps = REACH * 100;
  const at = (k: number): number => ((k - steps / 2) / steps) * 2 * REACH;
  let x = quantile(normalCdf(at(0)));
  for (let k = 1; k <= steps; k++) {
    const next = Math.max(x, quantile(normalCdf(at(k))));
    builder.add(at(k - 1), at(k), x, next);
    x = next;
  }
  return builder.build();
};
