/**
 * How many independent rows a share is worth when rows that have the same nearest record stand or fall together.
 *
 * Given 2m records, half of them drawn to be training, the share is Σ cⱼLⱼ / n: record j is nearest to cⱼ of the n
 * rows, and Lⱼ says whether it is training. Over the draws its variance is (Σ cⱼ² − n²/2m) · 2m/(2m − 1) / 4n²
 * (sampling without replacement), which a share of .5 of k independent rows has
 * for k = n² / ((Σ cⱼ² − n²/2m) · 2m/(2m − 1)).
 * The drawing of the rows is in it, since it is they that make the cⱼ unequal.
 * @param counts - for each record the rows that it is nearest to; zeros may be left out
 * @param records - 2m
 * @returns at most the number of rows
 */
export const effectiveRows = (counts: Iterable<number>, records: number): number => {
  let [rows, squares] = [0, 0];
  for (const count of counts) {
    rows += count;
    squares += count * count;
  }
  const spread = (squares - (rows * rows) / records) * (records / (records - 1));
  return spread > rows ? (rows * rows) / spread : rows;
};
