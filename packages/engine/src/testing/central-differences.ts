import type { LoadedProgram } from '../backend/backend.js';

/**
 * Gradient of a loss for every value of a buffer, by central differences: (loss(x + h) − loss(x − h))/2h. The buffer is as
 * before afterwards. Meant for the reference backend: in float32 little would be left of the difference.
 * @param loss - computes the loss from the program's present buffers, always with the same random numbers
 * @param h - step; the error is of order h² + 1e-16/h
 */
export const centralDifferences = async (
  loaded: LoadedProgram,
  buffer: string,
  loss: () => number | Promise<number>,
  h = 1e-5,
): Promise<Float64Array> => {
  const values = Float64Array.from(await loaded.read(buffer));
  const gradient = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const at = async (x: number): Promise<number> => {
      loaded.write(buffer, values.with(i, x));
      return loss();
    };
    gradient[i] = ((await at(values[i]! + h)) - (await at(values[i]! - h))) / (2 * h);
  }
  loaded.write(buffer, values);
  return gradient;
};
