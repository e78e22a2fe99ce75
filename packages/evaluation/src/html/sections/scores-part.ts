import type { EvaluationReport } from '../../evaluation-report.js';
import { formatCount } from '../../format/format-figures.js';
import { figureCell, plainCell } from '../figure-text.js';
import { html, type Markup } from '../markup.js';
import { part } from '../section.js';
import { table } from '../table.js';

/** The quality score and its parts, on all rows and at the size of the baselines. */
export const scoresPart = ({ quality, baselines, rows }: EvaluationReport): Markup => {
  const { correlation, association } = quality.pairThresholds;
  const [ceiling, floor] = [baselines?.holdout, baselines?.independentColumns];
  const own = baselines?.thisTable;
  const pairs = quality.columnPairTrends.pairs;
  const counted = pairs.filter((pair) => pair.counted).length;
  const line = (name: string, key: 'score' | 'columnShapes' | 'columnPairTrends') => {
    const whole = key === 'score' ? quality : quality[key];
    return [
      name,
      figureCell({
        value: whole.score,
        interval: whole.interval,
        because: key === 'columnPairTrends' ? 'no pair counts' : 'no column has a score',
      }),
      ...(own
        ? [
            figureCell({
              value: own[key],
              interval: own.intervals[key],
              because: key === 'columnPairTrends' ? 'no pair counts' : 'no column has a score',
            }),
            plainCell(ceiling?.[key]),
            plainCell(floor?.[key]),
          ]
        : []),
    ] as const;
  };
  const at = baselines ? `${formatCount(baselines.rows)} rows` : '';
  return part(
    'Quality score',
    html`The mean of two parts, from 0 to 1: is each column distributed as the real one (shapes), and do columns go together as they do there (pair trends)? These are SDMetrics' figures. ${
      correlation === 0 && association === 0
        ? 'Every pair counts.'
        : `A pair counts when its real correlation is beyond ±${correlation}, or its association above ${association}: ${formatCount(counted)} of ${formatCount(pairs.length)} do.`
    } Scores depend on the number of rows${baselines ? ', so ceiling and floor stand beside the table at their own' : ''}; independent columns score high wherever few columns depend on each other.`,
    table(
      'Quality score and its parts',
      [
        'score',
        `all ${formatCount(rows.synthetic)} rows`,
        ...(own ? [`cut to ${at}`, 'ceiling: holdout', 'floor: independent columns'] : []),
      ],
      [
        line('quality score', 'score'),
        line('column shapes', 'columnShapes'),
        line('column pair trends', 'columnPairTrends'),
      ],
    ),
  );
};
