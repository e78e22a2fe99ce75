import { createRandomSource, log } from '@cvd/core';

/** How the start values of a buffer are drawn. */
export interface Fill {
  /** Smallest and largest value. @default [-1, 1] */
  readonly range?: readonly [number, number];
  /** Share of the values that are 0 instead. @default 0 */
  readonly zeros?: number;
}

/** Values that every backend holds alike (float32), the same for the same name. */
export const drawn = (name: string, count: number, { range = [-1, 1], zeros = 0 }: Fill = {}): Float32Array => {
  const source = createRandomSource(1).child(name);
  const uniforms = new Float64Array(2 * count);
  source.uniformsInto(uniforms, 0);
  const [low, high] = range;
  return Float32Array.from({ length: count }, (_, i) =>
    uniforms[2 * i + 1]! < zeros ? 0 : low + (high - low) * uniforms[2 * i]!,
  );
};

/** Gumbel numbers for noise that is given. */
export const drawnGumbel = (name: string, count: number): Float32Array =>
  drawn(name, count, { range: [1e-4, 1 - 1e-4] }).map((u) => -log(-log(u)));

/** Whole numbers low … high − 1. */
export const drawnIntegers = (name: string, count: number, low: number, high: number): Int32Array =>
  Int32Array.from(drawn(name, count, { range: [0, 1] }), (u) => Math.min(high - 1, low + Math.floor(u * (high - low))));
