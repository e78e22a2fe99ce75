const SMALLEST = -1022;
const LARGEST = 1023;

const powers = new Float64Array(LARGEST - SMALLEST + 1);
powers[-SMALLEST] = 1;
for (let k = 1; k <= LARGEST; k++) powers[k - SMALLEST] = powers[k - 1 - SMALLEST]! * 2;
for (let k = -1; k >= SMALLEST; k--) powers[k - SMALLEST] = powers[k + 1 - SMALLEST]! / 2;

/**
 * y·2ᵏ, rounded once: overflows to ±Infinity and underflows gradually, as the hardware does.
 * @param k - integer, −2000 … 2000
 */
export const scaleByPowerOfTwo = (y: number, k: number): number => {
  if (k >= SMALLEST && k <= LARGEST) return y * powers[k - SMALLEST]!;
  if (k > LARGEST) return y * powers[LARGEST - SMALLEST]! * powers[Math.min(k - LARGEST, LARGEST) - SMALLEST]!;
  // The first product is exact for |y| ≥ 2⁻²², so that only the second one rounds.
  return y * powers[Math.max(k + 1000, SMALLEST) - SMALLEST]! * powers[-1000 - SMALLEST]!;
};
