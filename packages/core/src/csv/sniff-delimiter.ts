const candidates = [',', ';', '\t', '|'] as const;
const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;
const beforeQuote = new Set([quote, ...candidates.map((delimiter) => delimiter.charCodeAt(0))]);

/**
 * The delimiter that splits the sample most evenly: of the candidates that split the first line at all, the one by which
 * the largest share of lines has as many cells as the first; then the one with most cells. `,` when none splits it.
 *
 * @param sample - bytes from the start of the text
 * @param whole - whether the sample is all there is; else its last line is taken as cut off
 */
export const sniffDelimiter = (sample: Uint8Array, whole: boolean): string => {
  let best: { readonly delimiter: string; readonly even: number; readonly cells: number } | undefined;
  for (const delimiter of candidates) {
    const counts = cellCounts(sample, delimiter.charCodeAt(0), whole);
    const cells = counts[0] ?? 1;
    if (cells === 1) continue;
    const even = counts.filter((count) => count === cells).length / counts.length;
    if (best === undefined || even > best.even || (even === best.even && cells > best.cells))
      best = { delimiter, even, cells };
  }
  return best?.delimiter ?? ',';
};

/** Cells in each line that is not blank; the first line counts even when the sample ends within it. */
const cellCounts = (sample: Uint8Array, delimiter: number, whole: boolean): number[] => {
  const counts: number[] = [];
  let cells = 1;
  let quoted = false;
  let lineStart = 0;
  for (let i = 0; i < sample.length; i++) {
    const byte = sample[i]!;
    if (quoted) {
      if (byte === quote) quoted = false;
    } else if (byte === quote) {
      // Quotes open where a cell may start, whichever candidate is right; a doubled one leaves and enters again.
      quoted = i === lineStart || beforeQuote.has(sample[i - 1]!);
    } else if (byte === delimiter) {
      cells++;
    } else if (byte === lineFeed || byte === carriageReturn) {
      if (i > lineStart) counts.push(cells);
      cells = 1;
      lineStart = i + 1;
    }
  }
  if ((whole || counts.length === 0) && lineStart < sample.length) counts.push(cells);
  return counts;
};
