import type { EvaluationReport } from '../../evaluation-report.js';
import { baselineCards } from '../../format/baseline-cards.js';
import { formatCount } from '../../format/format-figures.js';
import type { Scorecard } from '../../scorecards/scorecard.js';
import type { ShownFigure } from '../figure-text.js';
import { figureCell, reason } from '../figure-text.js';
import { html, type Markup } from '../markup.js';
import { section } from '../section.js';
import { table } from '../table.js';

interface Measure {
  readonly heading: string;
  readonly of: (card: Scorecard) => ShownFigure | undefined;
}

const worth = ({ utility }: Scorecard): ShownFigure | undefined => {
  const scores = utility?.boostedTrees;
  if (!scores) return undefined;
  if ('because' in scores) return { value: null, because: scores.because };
  return { value: 'auc' in scores ? scores.auc : scores.r2 };
};

const told = ({ c2st }: Scorecard): ShownFigure | undefined => {
  const score = c2st?.boostedTrees;
  return score && (score.auc === null ? { value: null, because: score.because } : { value: score.auc });
};

const closer = ({ privacy }: Scorecard): ShownFigure | undefined => {
  const share = privacy?.closerToTrain;
  return share && (share.share === null ? { value: null, because: share.because } : { value: share.share });
};

const measures: readonly Measure[] = [
  { heading: 'quality score', of: ({ score }) => ({ value: score, because: 'no column has a score' }) },
  { heading: 'column shapes', of: ({ columnShapes }) => ({ value: columnShapes, because: 'no column has a score' }) },
  { heading: 'pair trends', of: ({ columnPairTrends }) => ({ value: columnPairTrends, because: 'no pair counts' }) },
  {
    heading: 'accuracy in pairs',
    of: ({ accuracy }) =>
      accuracy.bivariate.value === null ? accuracy.bivariate : { value: accuracy.bivariate.value },
  },
  { heading: 'told apart (AUC)', of: told },
  { heading: 'target told', of: worth },
  {
    heading: 'identical rows',
    of: ({ privacy }) =>
      privacy?.identical.value === null ? privacy.identical : privacy && { value: privacy.identical.value },
  },
  { heading: 'closer to train', of: closer },
];

/** The table beside those whose worth is known. */
export const baselinesSection = ({ baselines }: EvaluationReport): Markup => {
  const about = { id: 'baselines', title: 'What a figure is worth' };
  if (!baselines)
    return section({
      ...about,
      inside: html`<p class="none">${reason('no baselines were asked for, and no holdout was given')}</p>\n`,
    });
  const cards = baselineCards(baselines);
  const shown = measures.filter(({ of }) => cards.some(([, card]) => of(card) !== undefined));
  return section({
    ...about,
    inside: [
      html`<p class="explains">The same measures for tables whose worth is known, of ${formatCount(baselines.rows)} rows each. The holdout is real rows, as good as rows can be. Independent columns have every column right and nothing between them. Bootstrapped rows are real rows drawn again, near copies are mixtures of a real row and one of its nearest: both are faithful, and give real rows away.</p>
`,
      table(
        `Baselines of ${formatCount(baselines.rows)} rows`,
        ['table', ...shown.map(({ heading }) => heading)],
        cards.map(([name, card]) => [
          name,
          ...shown.map(({ of }) => {
            const figure = of(card);
            return figure ? figureCell(figure) : html`<td class="none">–</td>`;
          }),
        ]),
      ),
    ],
  });
};
