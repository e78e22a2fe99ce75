/**
 * The shortest decimal text that reads back as the same float, −0 included. Integers beyond ±2⁵³ take an exponent
 * (`1.152921504606847e+18`), since their digits would claim to be exact.
 */
export const formatNumber = (value: number): string => {
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  if (Number.isInteger(value) && Math.abs(value) >= 2 ** 53) return value.toExponential();
  return String(value);
};
