import type { EvaluationReport } from '../../../evaluation-report.js';
import { figureOf } from '../../../figures/figure.js';
import { formatCount } from '../../../format/format-figures.js';
import { ofHundred, reason } from '../../figure-text.js';
import { html, type Piece } from '../../markup.js';
import type { Answer } from './answer.js';

/** Whether rows can be told from real ones, and the quality score. */
export const faithfulAnswer = ({ quality, fidelity, baselines, rows }: EvaluationReport): Answer => {
  const { c2st } = fidelity;
  const card = baselines?.thisTable;
  const [ceiling, floor] = [baselines?.holdout, baselines?.independentColumns];
  const trees = c2st?.boostedTrees;
  const atRows = baselines && baselines.rows !== rows.synthetic ? ` (of ${formatCount(baselines.rows)} rows)` : '';
  const scores = [card?.score ?? quality.score, ceiling?.score, floor?.score];
  const lowest = Math.min(...scores.map((score) => score ?? 1));
  const words: Piece =
    trees && trees.auc !== null
      ? html`Shown one synthetic row and one real row, a program that has studied both kinds picks the synthetic one <b>${ofHundred(trees.auc)} times in 100</b>. Guessing is 50${
          trees.floor === null
            ? null
            : html`; columns drawn without regard to each other are picked ${ofHundred(trees.floor)} times`
        }.`
      : html`${trees ? reason(trees.because) : 'Whether rows can be told from real ones was not measured.'} The quality score compares columns, and pairs of columns that go together.`;
  return {
    question: 'Is it faithful?',
    target: 'fidelity',
    words,
    scales: [
      ...(trees
        ? [
            {
              name: 'Told from real rows (AUC of boosted trees)',
              figure: figureOf(trees, 'auc'),
              from: Math.min(0.5, trees.auc ?? 1),
              to: 1,
              better: 'low' as const,
              ceiling: trees.ceiling,
              floor: trees.floor,
            },
          ]
        : []),
      {
        name: `Quality score${atRows}`,
        figure: {
          value: card ? card.score : quality.score,
          interval: card ? card.intervals.score : quality.interval,
          because: 'no column has a score',
        },
        from: Math.max(0, Math.floor(10 * lowest - 0.5) / 10),
        to: 1,
        better: 'high',
        ceiling: ceiling?.score,
        floor: floor?.score,
      },
    ],
  };
};
