import type { EvaluationReport } from '../../evaluation-report.js';
import { formatCount } from '../../format/format-figures.js';
import { copierShare } from '../../privacy/copier-share.js';
import type { NearnessToTraining } from '../../privacy/nearness.js';
import type { PrivacyReport } from '../../privacy/privacy-report.js';
import type { RowSample } from '../../privacy/row-sample.js';
import { decimal, figureCell, listed, ofHundred, percent, range, reason } from '../figure-text.js';
import { html, type Markup } from '../markup.js';
import { part, section } from '../section.js';
import { table } from '../table.js';
import { attacksPart } from './attacks-part.js';

const cells = ({ identical, closestRecord, nearestRatio }: NearnessToTraining): readonly Markup[] => [
  figureCell(identical, 4),
  figureCell(closestRecord.low),
  figureCell(closestRecord.median),
  figureCell(nearestRatio.low),
  figureCell(nearestRatio.median),
];

const sampled = (sample: RowSample | null, what: string): Markup | null =>
  sample === null
    ? null
    : html`<p class="fine">${formatCount(sample.rows)} of ${formatCount(sample.of)} ${what} were measured, drawn at random; with ${percent(sample.confidence, 0)} confidence a share is off by no more than ${decimal(sample.bound, 4)}.</p>\n`;

const closer = (privacy: PrivacyReport): Markup => {
  const { closerToTrain, rows } = privacy;
  const { share, cutRows, repeats, ties } = closerToTrain;
  const explanation =
    'Of each synthetic row: is the nearest row that was learned from closer than the nearest row that was held out? Both tables are cut to equal size, since the nearest of many is nearer than the nearest of few; ties count half. Rows that copied nothing read .5.';
  const inside =
    share === null
      ? html`<p class="none">${reason(closerToTrain.because)}</p>\n`
      : html`<p><b>${decimal(share)}</b> <span class="interval">${range(closerToTrain.interval)}</span>, from ${formatCount(repeats)} ${repeats === 1 ? 'cut' : 'cuts'} to ${formatCount(cutRows)} rows; ${percent(ties ?? 0)} ties. A table that copied every row it learned from would read about ${decimal(copierShare(privacy) ?? 0)} here: a cut holds ${formatCount(cutRows)} of the ${formatCount(rows.training)} rows learned from, and of 100 copies ${ofHundred(cutRows / rows.training)} find their original in it. Split half and half to see copies best.</p>\n`;
  return part('Closer to what was learned from than to what was held out?', explanation, inside);
};

const nearness = ({
  synthetic,
  holdout,
  independentColumns,
  columns,
  sample,
  holdoutSample,
}: PrivacyReport): Markup => {
  const held = 'identical' in holdout ? [['holdout', ...cells(holdout)] as const] : [];
  return part(
    'Distance to the rows that were learned from',
    html`The distance of two rows is the mean over ${formatCount(columns.compared.length)} columns: numbers by the range of the column, everything else equal (0) or not (1). The nearest ratio is the distance to the nearest row by that to the second nearest: small where one real row stands out as the one that was copied. Compare with the holdout: rows that copied nothing keep as far. Independent columns keep farther.`,
    [
      table(
        'How near rows keep to the rows that were learned from',
        [
          'rows',
          'identical rows',
          'closest record, 5 % quantile',
          'closest record, median',
          'nearest ratio, 5 % quantile',
          'nearest ratio, median',
        ],
        [['this table', ...cells(synthetic)], ...held, ['independent columns', ...cells(independentColumns)]],
      ),
      'identical' in holdout ? null : html`<p class="none">Holdout: ${reason(holdout.because)}</p>\n`,
      sampled(sample, 'synthetic rows'),
      sampled(holdoutSample, 'holdout rows'),
      columns.leftOut.length > 0
        ? html`<p class="fine">Not compared: ${listed(columns.leftOut.slice(0, 20))}${columns.leftOut.length > 20 ? ` and ${formatCount(columns.leftOut.length - 20)} more` : ''}.</p>\n`
        : null,
    ],
  );
};

/** What was found of copying, and what attacks found. */
export const privacySection = ({ privacy }: EvaluationReport): Markup =>
  section({
    id: 'privacy',
    title: 'Privacy',
    inside: privacy
      ? [
          html`<p class="explains">No figure here shows that a table is free of risk. Each says what was tried, and how often it worked.</p>\n`,
          closer(privacy),
          nearness(privacy),
          attacksPart(privacy.attacks),
        ]
      : html`<p class="none">${reason('it takes real rows that the synthesizer never saw (a holdout)')} Nothing was tried.</p>\n`,
  });
