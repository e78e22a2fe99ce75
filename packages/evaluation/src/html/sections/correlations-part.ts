import type { CorrelationMatrices, Matrix } from '../../correlations/correlation-matrices.js';
import type { EvaluationReport } from '../../evaluation-report.js';
import { formatCount } from '../../format/format-figures.js';
import { count, decimal } from '../figure-text.js';
import { strongestOf } from '../heat-map/heat-level.js';
import { heatMap, MOST_NAMED } from '../heat-map/heat-map.js';
import { html, type Markup } from '../markup.js';
import { part } from '../section.js';
import { table } from '../table.js';

/** Columns that the maps show at most. */
const MOST_COLUMNS = 400;
const MOST_PAIRS = 10;

/** The columns whose correlations differ most, in their order. */
const farthest = (difference: Matrix, most: number): readonly number[] => {
  const sums = difference.map((row) => row.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0));
  const order = sums.map((_, i) => i).sort((a, b) => sums[b]! - sums[a]! || a - b);
  return order.slice(0, most).sort((a, b) => a - b);
};

/** The pairs that differ most, and how many have a difference. */
const largestPairs = (difference: Matrix) => {
  const kept: (readonly [row: number, column: number, apart: number])[] = [];
  let pairs = 0;
  for (const [i, row] of difference.entries())
    for (let j = 0; j < i; j++) {
      const apart = row[j]!;
      if (apart === null) continue;
      pairs++;
      const place = kept.findIndex(([, , other]) => Math.abs(other) < Math.abs(apart));
      if (place === -1 && kept.length >= MOST_PAIRS) continue;
      kept.splice(place === -1 ? kept.length : place, 0, [i, j, apart]);
      if (kept.length > MOST_PAIRS) kept.pop();
    }
  return { kept, pairs };
};

const largest = ({ columns, real, synthetic, difference }: CorrelationMatrices): Markup | null => {
  const { kept, pairs } = largestPairs(difference);
  if (pairs === 0) return null;
  const cell = (value: number): Markup => html`<td class="figure">${decimal(value, 2)}</td>`;
  return table(
    `Correlations that differ most (${formatCount(kept.length)} of ${count(pairs, 'pair')})`,
    ['pair', 'real', 'synthetic', 'difference'],
    kept.map(([i, j, apart]) => [
      html`${columns[j]!} × ${columns[i]!}`,
      cell(real[i]![j]!),
      cell(synthetic[i]![j]!),
      cell(apart),
    ]),
  );
};

/** Correlations of the real table, of the synthetic one, and their difference. */
export const correlationsPart = ({ fidelity: { correlations } }: EvaluationReport): Markup => {
  const { columns, rows } = correlations;
  const explanation = html`How strongly each two columns go together: Pearson's correlation of two numbers (−1 to 1), Cramér's V of two categories and the correlation ratio of a number by a category (both 0 to 1). Two equal maps, and an empty third one, would be perfect. ${formatCount(rows.real)} real and ${formatCount(rows.synthetic)} synthetic rows were read.`;
  if (columns.length < 2)
    return part(
      'Correlations',
      explanation,
      html`<p class="none">Not computable, because it takes two columns that can be compared.</p>\n`,
    );
  const kept = farthest(correlations.difference, MOST_COLUMNS);
  const names = kept.map((i) => columns[i]!);
  const cut = (matrix: Matrix): Matrix => kept.map((i) => kept.map((j) => matrix[i]![j]!));
  const apart = strongestOf(correlations.difference, 0.2);
  const map = (title: string, matrix: Matrix, strongest: number): Markup =>
    heatMap({ title, columns: names, matrix: cut(matrix), strongest });
  const left = columns.length - kept.length;
  return part('Correlations', explanation, [
    html`<div class="${names.length > 24 && names.length <= MOST_NAMED ? 'maps large' : 'maps'}">
${map('Real', correlations.real, 1)}${map('Synthetic', correlations.synthetic, 1)}${map(`Synthetic less real; the strongest colour is ±${decimal(apart, 2)}`, correlations.difference, apart)}</div>
`,
    left > 0
      ? html`<p class="left-out">The maps show the ${formatCount(kept.length)} columns that differ most; ${formatCount(left)} more are not shown.</p>\n`
      : null,
    largest(correlations),
  ]);
};
