import { choleskyInto, createRandomSource, normalQuantile } from '@cvd/core';

/** Rows of a normal distribution with the given correlations, one array a variable; nothing of the package is used. */
export const gaussianRows = (correlation: readonly (readonly number[])[], rows: number, seed = 11): Float64Array[] => {
  const n = correlation.length;
  const lower = new Float64Array(n * n);
  choleskyInto(lower, Float64Array.from(correlation.flat()), n);
  const random = createRandomSource(seed).child('test data');
  const uniforms = new Float64Array(n);
  const out = correlation.map(() => new Float64Array(rows));
  for (let r = 0; r < rows; r++) {
    random.uniformsInto(uniforms, r);
    const normals = uniforms.map(normalQuantile);
    for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) out[i]![r]! += lower[i * n + j]! * normals[j]!;
  }
  return out;
};

/** Codes 0 … cuts.length of a latent variable. */
export const cutInto = (z: Float64Array, cuts: readonly number[]): Int32Array =>
  Int32Array.from(z, (value) => cuts.filter((cut) => value > cut).length);

export const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, x) => sum + x, 0) / values.length;

export const share = <T>(values: ArrayLike<T>, test: (value: T, i: number) => boolean): number =>
  Array.from(values).filter((value, i) => test(value as T, i)).length / values.length;
