import type { TableMetadata } from '@cvd/core';
import type { EvaluatedTables } from '../evaluated-tables.js';
import { formatCount } from '../format/format-figures.js';
import type { QualityReport } from '../quality-report.js';

/** SDMetrics' reports draw a sample for contingency above this many rows. */
const SDMETRICS_SAMPLE = 50_000;

const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');

/** What the tables themselves say of the quality scores: sizes, and what could not be compared. */
export const tableNotes = (
  { real, synthetic }: EvaluatedTables,
  metadata: TableMetadata,
  quality: QualityReport,
): readonly string[] => {
  const notes: string[] = [];
  if (real.rows !== synthetic.rows)
    notes.push(
      `The tables differ in size (${formatCount(real.rows)} real rows, ${formatCount(synthetic.rows)} synthetic). Scores depend on the row count: compare only with scores of tables of the same sizes.`,
    );
  const undescribed = [...new Set([...real.names, ...synthetic.names])].filter(
    (name) => !Object.hasOwn(metadata.columns, name),
  );
  if (undescribed.length > 0) notes.push(`Not in the metadata, so not compared: ${list(undescribed)}.`);
  const scored = new Set(quality.columnShapes.columns.map(({ column }) => column));
  const skipped = Object.keys(metadata.columns).filter((name) => !scored.has(name));
  if (skipped.length > 0)
    notes.push(`Ids, personal data and columns of unknown kind have no quality score: ${list(skipped)}.`);
  const failed = quality.columnShapes.columns.filter(({ score }) => score === null).map(({ column }) => column);
  if (failed.length > 0) notes.push(`No score could be computed for: ${list(failed)}.`);
  const { pairs } = quality.columnPairTrends;
  if (pairs.length > 0 && !pairs.some(({ counted }) => counted))
    notes.push(
      'No pair of columns shows a trend above the thresholds in the real table: the quality score is that of the column shapes alone.',
    );
  if (Math.max(real.rows, synthetic.rows) > SDMETRICS_SAMPLE)
    notes.push(
      'All rows are used. SDMetrics draws 50,000 at random from larger tables for pairs with a categorical column unless told num_rows_subsample=None.',
    );
  return notes;
};
