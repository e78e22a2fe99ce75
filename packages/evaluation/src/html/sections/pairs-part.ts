import type { PairScore } from '../../column-pair-trends.js';
import type { EvaluationReport } from '../../evaluation-report.js';
import { formatCount } from '../../format/format-figures.js';
import { worstFirst } from '../../format/worst-first.js';
import { decimal, figureCell, plainCell } from '../figure-text.js';
import { html, type Markup } from '../markup.js';
import { part } from '../section.js';
import { table } from '../table.js';
import { shownOf } from './shown-of.js';

const MOST_PAIRS = 20;

const trend = ({ realCorrelation, syntheticCorrelation, realAssociation }: PairScore): Markup =>
  html`<td>${
    realAssociation !== null
      ? `association ${decimal(realAssociation, 2)} in the real table`
      : realCorrelation === null
        ? ''
        : `correlation ${decimal(realCorrelation, 2)} real, ${syntheticCorrelation === null ? 'none' : decimal(syntheticCorrelation, 2)} synthetic`
  }</td>`;

const keyOf = (columns: readonly string[]): string => JSON.stringify(columns);

/** The pairs whose trends are kept worst. */
export const pairsPart = ({ quality, baselines }: EvaluationReport): Markup => {
  const { pairs } = quality.columnPairTrends;
  const counted = worstFirst(
    pairs.filter((pair) => pair.counted),
    ({ score }) => score,
  );
  const { shown, more } = shownOf(counted, MOST_PAIRS);
  const scores = (card: { readonly pairs: readonly Pick<PairScore, 'columns' | 'score'>[] } | undefined) =>
    new Map(card?.pairs.map(({ columns, score }) => [keyOf(columns), score]));
  const [ceilings, floors] = [scores(baselines?.holdout), scores(baselines?.independentColumns)];
  const inside =
    counted.length === 0
      ? html`<p class="none">Not computable, because no pair of columns shows a trend above the thresholds in the real table.</p>\n`
      : [
          table(
            `Pairs of columns, worst first (${formatCount(shown.length)} of ${formatCount(counted.length)})`,
            ['pair', 'score', ...(baselines ? ['ceiling', 'floor'] : []), 'trend'],
            shown.map((pair) => [
              html`${pair.columns[0]} × ${pair.columns[1]}`,
              figureCell({ value: pair.score, interval: pair.interval }),
              ...(baselines
                ? [plainCell(ceilings.get(keyOf(pair.columns))), plainCell(floors.get(keyOf(pair.columns)))]
                : []),
              trend(pair),
            ]),
          ),
          more,
        ];
  return part(
    'Pairs that go together worst',
    'How alike two columns go together in both tables, for the pairs that show a trend in the real one: correlation of two numbers, shares of combinations where there is a category.',
    inside,
  );
};
