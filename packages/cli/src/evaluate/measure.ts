import type { OnProgress, Table } from '@cvd/core';
import { type EvaluateOptions, type EvaluationReport, evaluate } from '@cvd/evaluation';
import { type AttackName, privacyAttacks, withAttacks } from '@cvd/evaluation/attacks';

interface MeasureOptions extends EvaluateOptions {
  /** Attacks to try; those that are not stay named in the report. */
  readonly attacks?: readonly AttackName[] | undefined;
}

/** About how much of the time an evaluation with a holdout takes beside all four attacks. */
const EVALUATION = 0.75;

/** The whole report, attacks included. */
export const measure = async (
  real: Table,
  synthetic: Table,
  { attacks, onProgress, ...options }: MeasureOptions,
): Promise<EvaluationReport> => {
  const part = (from: number, to: number): OnProgress | undefined =>
    onProgress && (({ phase, fraction }) => onProgress({ phase, fraction: from + fraction * (to - from) }));
  if (attacks === undefined) return evaluate(real, synthetic, { ...options, onProgress });
  const report = await evaluate(real, synthetic, { ...options, onProgress: part(0, EVALUATION) });
  const { holdout, metadata, seed, signal } = options;
  const found = await privacyAttacks(real, synthetic, {
    ...{ attacks, holdout, metadata, seed, signal },
    onProgress: part(EVALUATION, 1),
  });
  return withAttacks(report, found);
};
