/** A score with three decimals; n/a where there is none. */
export const formatScore = (score: number | null): string => (score === null ? 'n/a' : score.toFixed(3));

/** A number of rows or pairs with thousands set apart: 2,770. */
export const formatCount = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** A name from a file, made safe to print: control and format characters come out as escapes. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);

/**
 * Rows of cells as lines with aligned columns.
 * @param sides - one letter a column: l for text, r for figures
 */
export const alignColumns = (rows: readonly (readonly string[])[], sides: string): readonly string[] => {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  return rows.map((row) =>
    row
      .map((cell, i) => (sides[i] === 'r' ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
};
