import type { FidelityReport } from '../fidelity/fidelity-report.js';
import { formatCount } from '../format/format-figures.js';
import { copierShare } from '../privacy/copier-share.js';
import type { PrivacyReport } from '../privacy/privacy-report.js';

const two = (value: number): string => value.toFixed(2);

/** Rows that stand in two tables at once. */
const identicalNotes = ({ synthetic, holdout }: PrivacyReport): readonly string[] => {
  const notes: string[] = [];
  const own = synthetic.identical;
  const others = 'identical' in holdout ? holdout.identical : null;
  if (others && others.value !== null && others.successes > 0)
    notes.push(
      `${formatCount(others.successes)} of ${formatCount(others.trials)} rows of the holdout stand among the real rows too: figures beside the holdout are of rows that were partly learned from.`,
    );
  if (own.value !== null && others && others.value !== null && own.interval.low > others.interval.high)
    notes.push(
      `${formatCount(own.successes)} of ${formatCount(own.trials)} synthetic rows stand among the rows learned from, a larger share than of the holdout's rows: rows were copied.`,
    );
  return notes;
};

/** A table that holds each copied row once is a true sample beside the holdout; the rows learned from give it away. */
const toldApartNotes = ({ c2st, c2stTrain }: FidelityReport): readonly string[] => {
  const [fresh, learned] = [c2st?.boostedTrees, c2stTrain?.boostedTrees];
  if (!fresh || !learned || fresh.auc === null || learned.auc === null) return [];
  if (learned.interval.high >= fresh.interval.low) return [];
  return [
    `Boosted trees tell the synthetic rows from rows learned from at ${two(learned.auc)}, from the holdout at ${two(fresh.auc)}. Below the second, the first speaks of copies: a copy's original stands on the other side of the test.`,
  ];
};

const closerNotes = (privacy: PrivacyReport): readonly string[] => {
  const { closerToTrain } = privacy;
  const copier = copierShare(privacy);
  if (closerToTrain.share === null || copier === null || closerToTrain.interval.low <= 0.5) return [];
  return [
    `${two(closerToTrain.share)} of the synthetic rows are closer to the rows learned from than to the holdout, where rows that copied nothing read 0.50 and, with tables of these sizes, a table of nothing but copies ${two(copier)}.`,
  ];
};

/** What speaks of copies, in words; none where nothing does. */
export const copyNotes = (fidelity: FidelityReport, privacy: PrivacyReport | undefined): readonly string[] =>
  privacy ? [...identicalNotes(privacy), ...toldApartNotes(fidelity), ...closerNotes(privacy)] : [];
