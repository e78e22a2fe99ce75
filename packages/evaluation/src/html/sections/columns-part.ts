import type { ColumnScore } from '../../column-shapes.js';
import type { EvaluationReport } from '../../evaluation-report.js';
import { formatCount } from '../../format/format-figures.js';
import { worstFirst } from '../../format/worst-first.js';
import type { Marginal } from '../../marginals/marginal.js';
import { categoryPicture } from '../category-picture.js';
import { decimal, figureCell, percent, plainCell, range, reason } from '../figure-text.js';
import { html, type Markup } from '../markup.js';
import { numberPicture } from '../number-picture.js';
import { part } from '../section.js';
import { details, table } from '../table.js';
import { shownOf } from './shown-of.js';

/** Columns with a picture that is open at once, with a picture at all, and in the list below them. */
const [OPEN, PICTURED, LISTED] = [24, 100, 1000] as const;

const measures: Readonly<Record<string, string>> = {
  KSComplement: 'KS complement',
  TVComplement: 'TV complement',
};

const picture = (marginal: Marginal | undefined): Markup | null => {
  if (!marginal) return null;
  if (marginal.kind === 'none') return html`<p class="none">${reason(marginal.because)}</p>\n`;
  if (marginal.kind === 'categories') return categoryPicture(marginal);
  const { real, synthetic } = marginal.missing;
  return html`${numberPicture(marginal)}${
    real > 0 || synthetic > 0
      ? html`<p class="beside">missing: ${percent(real)} of real rows, ${percent(synthetic)} of synthetic ones</p>`
      : null
  }`;
};

const why = ({ error }: ColumnScore): string | undefined => error?.replace(/\.$/, '');

/** Shape scores and distributions, worst first. */
export const columnsPart = ({ quality, marginals, baselines, rows }: EvaluationReport): Markup => {
  const byName = new Map(marginals.map((marginal) => [marginal.column, marginal]));
  const ceilings = new Map(baselines?.holdout?.columns.map(({ column, score }) => [column, score]));
  const card = (column: ColumnScore): Markup => {
    const { column: name, score, interval } = column;
    const ceiling = ceilings.get(name) ?? null;
    const value =
      score === null
        ? html`<p class="none">${reason(why(column))}</p>`
        : html`<p class="score"><strong>${decimal(score)}</strong>${interval ? html` <span class="interval">${range(interval)}</span>` : null}${ceiling === null ? null : html` <span class="beside">ceiling ${decimal(ceiling)}</span>`}</p>`;
    return html`<article class="column"><h4>${name}</h4>
${value}
${picture(byName.get(name))}
</article>
`;
  };
  const sorted = worstFirst(quality.columnShapes.columns, ({ score }) => score);
  const [open, closed, listed] = [sorted.slice(0, OPEN), sorted.slice(OPEN, PICTURED), sorted.slice(PICTURED)];
  const { shown, more } = shownOf(listed, LISTED);
  const grid = (columns: readonly ColumnScore[]): Markup => html`<div class="columns">
${columns.map(card)}</div>
`;
  return part(
    'Column by column, worst first',
    html`How alike the distribution of a column is in both tables: 1 is equal. Numbers and dates by the Kolmogorov–Smirnov statistic, categories by the total variation distance. ${
      baselines?.holdout
        ? `The ceiling is what the holdout reaches against the real rows, both cut to ${formatCount(baselines.rows)} rows: fewer rows score lower.`
        : ''
    } Values of fewer than 5 real rows are not named unless that was asked for.`,
    [
      html`<p class="key"><span><span aria-hidden="true" class="swatch real-mark"></span> real</span> <span><span aria-hidden="true" class="swatch synthetic-mark"></span> synthetic</span>${
        rows.holdout === undefined
          ? null
          : html` <span><span aria-hidden="true" class="swatch holdout-mark"></span> holdout</span>`
      }</p>
`,
      grid(open),
      closed.length === 0 ? null : details(`${formatCount(closed.length)} columns that score higher`, grid(closed)),
      listed.length === 0
        ? null
        : details(`${formatCount(listed.length)} more columns, without pictures`, [
            table(
              'Shape scores of the other columns',
              ['column', 'score', 'ceiling', 'measure'],
              shown.map((column) => [
                column.column,
                figureCell({ value: column.score, interval: column.interval, because: why(column) }),
                plainCell(ceilings.get(column.column)),
                html`<td>${measures[column.metric] ?? column.metric}</td>`,
              ]),
            ),
            more,
          ]),
    ],
  );
};
