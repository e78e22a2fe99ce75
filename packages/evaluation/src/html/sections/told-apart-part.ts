import type { C2stScore } from '../../fidelity/c2st.js';
import type { C2stReport, FidelityReport } from '../../fidelity/fidelity-report.js';
import { figureOf } from '../../figures/figure.js';
import { formatCount } from '../../format/format-figures.js';
import { figureCell, plainCell } from '../figure-text.js';
import { html, type Markup } from '../markup.js';
import { part } from '../section.js';
import { table } from '../table.js';

const cell = (score: C2stScore): Markup => figureCell(figureOf(score, 'auc'));

const line = (heading: string, { boostedTrees, logistic }: C2stReport) =>
  [heading, cell(boostedTrees), cell(logistic)] as const;

const beside = (heading: string, { boostedTrees, logistic }: C2stReport, key: 'ceiling' | 'floor') =>
  boostedTrees[key] === null && logistic[key] === null
    ? []
    : [[heading, plainCell(boostedTrees[key]), plainCell(logistic[key])] as const];

/** Whether learners tell synthetic rows from real ones; nothing where they were not asked. */
export const toldApartPart = ({ c2st, c2stTrain }: FidelityReport, withHoldout: boolean): Markup | null => {
  if (!c2st || !c2stTrain) return null;
  const rows = [
    ...(withHoldout ? [line('from the holdout', c2st)] : []),
    line('from the rows that were learned from', c2stTrain),
    ...beside('ceiling: the holdout, from the rows that were learned from', c2st, 'ceiling'),
    ...beside('floor: independent columns', c2st, 'floor'),
  ];
  return part(
    'Can rows be told from real ones?',
    html`Learners study ${formatCount(c2st.rows)} synthetic and as many real rows and then judge rows that they have not seen. The figure is how often, of one synthetic and one real row, they pick the synthetic one: .5 is guessing, 1 is always. Boosted trees see how columns go together; the linear learner sees little more than each column on its own. Far below .5 speaks of copies.`,
    table('Synthetic rows told from real rows (area under the ROC curve)', ['told', 'boosted trees', 'linear'], rows),
  );
};
