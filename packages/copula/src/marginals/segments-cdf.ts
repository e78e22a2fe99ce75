import type { StepCdf } from './ks-distance.js';
import type { Segments } from './segments.js';

/** The distribution function of segments. */
export const segmentsCdf = ({ low, high, mass }: Segments): StepCdf => {
  const cumulative = new Float64Array(mass.length + 1);
  mass.forEach((m, k) => {
    cumulative[k + 1] = cumulative[k]! + m;
  });
  const total = cumulative[mass.length]!;
  /** Mass of whole segments and of the share of the last that lies up to x, whose own value counts or not. */
  const upTo = (x: number, inclusive: boolean): number => {
    let from = 0;
    let to = mass.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (inclusive ? low[middle]! <= x : low[middle]! < x) from = middle + 1;
      else to = middle;
    }
    if (from === 0) return 0;
    const k = from - 1;
    const share = high[k]! > low[k]! ? Math.min(1, (x - low[k]!) / (high[k]! - low[k]!)) : 1;
    return (cumulative[k]! + share * mass[k]!) / total;
  };
  return { atMost: (x) => upTo(x, true), below: (x) => upTo(x, false) };
};
