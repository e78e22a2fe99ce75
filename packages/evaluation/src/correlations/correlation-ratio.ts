/**
 * Correlation ratio η of numbers by categories, 0 to 1: √(variance between the categories' means / variance), over the
 * rows with a number; 0 when all means are equal, 1 when the category tells the number. Not corrected: with n rows and k
 * categories that have nothing to do with the numbers, η² is (k − 1)/(n − 1) on the mean. NaN when the numbers are
 * constant, when one is infinite, or when their rows have a single category.
 * @param numbers - one a row; NaN = missing
 * @param codes - one a row, 0 to size − 1
 */
export const correlationRatio = (numbers: Float64Array, codes: Int32Array, size: number): number => {
  const [counts, sums] = [new Float64Array(size), new Float64Array(size)];
  // From the first number, so that what all have in common costs no digits.
  const origin = numbers.find((value) => !Number.isNaN(value)) ?? Number.NaN;
  let [rows, total] = [0, 0];
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row]!;
    if (Number.isNaN(value)) continue;
    rows++;
    total += value - origin;
    counts[codes[row]!]!++;
    sums[codes[row]!]! += value - origin;
  }
  if (counts.filter((count) => count > 0).length < 2) return Number.NaN;
  const mean = total / rows;
  let [between, all] = [0, 0];
  for (let code = 0; code < size; code++)
    if (counts[code]! > 0) between += counts[code]! * (sums[code]! / counts[code]! - mean) ** 2;
  for (const value of numbers) if (!Number.isNaN(value)) all += (value - origin - mean) ** 2;
  return all > 0 ? Math.min(1, Math.sqrt(between / all)) : Number.NaN;
};
