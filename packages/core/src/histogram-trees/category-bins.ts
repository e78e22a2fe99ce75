/**
 * The bin of each category code. Codes that occur get a bin each, in the order of the codes; where more than `maxBins`
 * occur, the most frequent maxBins − 1 do (of equally frequent ones the lower codes) and all others share the last bin.
 * @param codes - −1 (missing) is left out
 * @returns binOf holds −1 for a code that does not occur
 */
export const categoryBins = (
  codes: Int32Array,
  size: number,
  maxBins: number,
): { readonly binOf: Int32Array; readonly bins: number } => {
  const counts = new Float64Array(size);
  for (const code of codes) if (code >= 0) counts[code]!++;
  const occurring = Array.from(counts.keys()).filter((code) => counts[code]! > 0);
  const shared = occurring.length > maxBins;
  const own = shared
    ? occurring.toSorted((a, b) => counts[b]! - counts[a]! || a - b).slice(0, maxBins - 1)
    : [...occurring];
  const binOf = new Int32Array(size).fill(-1);
  for (const code of occurring) binOf[code] = maxBins - 1;
  for (const [bin, code] of own.sort((a, b) => a - b).entries()) binOf[code] = bin;
  return { binOf, bins: own.length + Number(shared) };
};
