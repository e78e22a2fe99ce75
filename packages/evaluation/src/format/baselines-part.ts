import type { EvaluationReport } from '../evaluation-report.js';
import type { Scorecard } from '../scorecards/scorecard.js';
import { baselineCards } from './baseline-cards.js';
import { alignColumns, formatCount, formatScore } from './format-figures.js';
import type { ReportPart } from './report-part.js';

interface Measured {
  readonly heading: string;
  readonly of: (card: Scorecard) => number | null | undefined;
}

const worth = ({ utility }: Scorecard): number | null | undefined => {
  const scores = utility?.boostedTrees;
  if (!scores) return undefined;
  return 'auc' in scores ? scores.auc : 'r2' in scores ? scores.r2 : null;
};

const measures: readonly Measured[] = [
  { heading: 'quality', of: ({ score }) => score },
  { heading: 'shapes', of: ({ columnShapes }) => columnShapes },
  { heading: 'pairs', of: ({ columnPairTrends }) => columnPairTrends },
  { heading: 'told apart', of: ({ c2st }) => c2st?.boostedTrees.auc },
  { heading: 'target', of: worth },
  { heading: 'closer to train', of: ({ privacy }) => privacy?.closerToTrain.share },
];

/** The table beside those whose worth is known; null without them. */
export const baselinesPart = ({ baselines }: EvaluationReport): ReportPart | null => {
  if (!baselines) return null;
  const cards = baselineCards(baselines);
  const shown = measures.filter(({ of }) => cards.some(([, card]) => of(card) !== undefined));
  return {
    heading: `Baselines of ${formatCount(baselines.rows)} rows (what a score is worth)`,
    lines: alignColumns(
      [
        ['', ...shown.map(({ heading }) => heading)],
        ...cards.map(([name, card]) => [name, ...shown.map(({ of }) => formatScore(of(card) ?? null))]),
      ],
      `l${'r'.repeat(shown.length)}`,
    ),
  };
};
