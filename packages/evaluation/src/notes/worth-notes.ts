import type { Baselines } from '../scorecards/scorecard.js';

/** Scores that independent columns reach as well say nothing of a model. */
export const worthNotes = (baselines: Baselines | undefined): readonly string[] => {
  if (!baselines) return [];
  const { thisTable, independentColumns: floor } = baselines;
  const reached = (
    [
      ['quality score', thisTable.score, floor.score],
      ['pair trends', thisTable.columnPairTrends, floor.columnPairTrends],
    ] as const
  ).filter(([, own, drawn]) => own !== null && drawn !== null && drawn >= own);
  return reached.map(
    ([name, own, drawn]) =>
      `Columns drawn independently of each other reach the same in ${name} (${drawn!.toFixed(3)}, this table ${own!.toFixed(3)}): that figure shows nothing of how columns go together.`,
  );
};
