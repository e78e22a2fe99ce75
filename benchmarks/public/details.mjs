// What stands behind a table: intervals of one seed, and further figures.
import { linesOf } from './group.mjs';

const three = (value) => (typeof value === 'number' ? value.toFixed(3) : '—');
const between = (interval) => (interval ? ` [${interval.map(three).join(', ')}]` : '');
const scores = (one) => {
  if (!one || one.because) return '—';
  return one.auc === undefined
    ? `RMSE ${one.rmse.toPrecision(4)}`
    : `F1 ${three(one.f1)}, accuracy ${three(one.accuracy)}`;
};

const row = ({ title, cells: [{ figures, method }] }) => {
  const { c2st, c2stTrain, closerToTrain, qualityAllRows } = figures;
  const columns = [
    title,
    three(qualityAllRows?.trends.score),
    three(qualityAllRows?.allPairs.score),
    three(figures.quality.trends.columnShapes),
    three(figures.quality.trends.columnPairTrends),
    `${three(c2st.boostedTrees.auc)}${between(c2st.boostedTrees.interval)}`,
    three(c2stTrain?.boostedTrees.auc),
    three(c2st.logistic.auc),
    `${three(closerToTrain.share)}${between(closerToTrain.interval)}`,
    scores((method === 'holdout' ? figures.trtr : figures.tstr)?.boostedTrees),
  ];
  return `| ${columns.join(' | ')} |`;
};

const HEAD = [
  '',
  'quality .5/.3, all rows',
  'quality 0/0, all rows',
  'column shapes',
  'pair trends .5/.3',
  'C2ST [95 %]',
  'C2ST, training rows',
  'C2ST, logistic',
  'closer to train [95 %]',
  'TSTR trees',
];

export const detailsOf = (cells, { name, title }) => {
  const lines = linesOf(cells, name).filter((line) => line.cells.length > 0);
  if (lines.length === 0) return '';
  return `<details><summary>${title}: intervals and further figures (first seed)</summary>

| ${HEAD.join(' | ')} |
|${' --- |'.repeat(HEAD.length)}
${lines.map(row).join('\n')}

</details>
`;
};
