import type { JointCodes } from '@cvd/core/metrics';

/**
 * Several columns as one: a code for every combination of values that occurs in either table, in order of appearance.
 */
export const tupleCodes = (columns: readonly JointCodes[]): JointCodes => {
  const [first, ...rest] = columns;
  return rest.reduce((together, column) => {
    const codes = new Map<number, number>();
    const side = (a: Int32Array, b: Int32Array): Int32Array =>
      a.map((code, row) => {
        // Below 2³¹ × 2²²: exact.
        const key = code * column.size + b[row]!;
        const known = codes.get(key) ?? codes.size;
        codes.set(key, known);
        return known;
      });
    const real = side(together.real, column.real);
    return { real, synthetic: side(together.synthetic, column.synthetic), size: Math.max(1, codes.size) };
  }, first!);
};
