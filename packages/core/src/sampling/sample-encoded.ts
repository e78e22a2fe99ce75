import type { EncodedBatch, EncodedConstraint, EncodedValues } from '../encoding/encoded-table.js';
import { ConditionTooRareError } from '../errors/condition-too-rare-error.js';
import type { MethodSampler } from '../synthesizer/method.js';
import { meets } from './constraints.js';

/** Draws a row may take before the conditions count as too rare for it. */
const MAX_TRIES = 10_000;
/** Draws without a single hit after which nobody waits any longer. */
const HOPELESS_DRAWS = 500_000;

/** How many rows were drawn and how many of them met the conditions, over the whole sample. */
interface Acceptance {
  drawn: number;
  accepted: number;
}

/** Copies row `from` of `source` to row `to` of `target`. */
const copyRow = (
  target: readonly EncodedValues[],
  to: number,
  source: readonly EncodedValues[],
  from: number,
): void => {
  for (let c = 0; c < target.length; c++) target[c]![to] = source[c]![from]!;
};

/**
 * Rows that meet the constraints, by rejection: rows that miss are drawn again with the next attempt number, so each row
 * stays a function of its own index whatever stands beside it in the batch.
 * @param constraints - what still has to be checked; empty where the sampler's rows meet it anyway
 * @throws {ConditionTooRareError} after {@link MAX_TRIES} draws of one row
 */
export const sampleEncoded = async (
  method: string,
  sampler: MethodSampler,
  rows: Float64Array,
  constraints: readonly EncodedConstraint[],
  acceptance: Acceptance,
  onRound: () => Promise<void>,
): Promise<EncodedBatch> => {
  const batch = await sampler.sample(rows, 0);
  if (constraints.length === 0) return batch;
  let pending: number[] = [];
  for (let k = 0; k < rows.length; k++) if (!meets(constraints, batch.columns, k)) pending.push(k);
  acceptance.drawn += rows.length;
  acceptance.accepted += rows.length - pending.length;
  for (let attempt = 1; pending.length > 0; attempt++) {
    const hopeless = acceptance.accepted === 0 && acceptance.drawn >= HOPELESS_DRAWS;
    if (attempt >= MAX_TRIES || hopeless) {
      throw new ConditionTooRareError(method, acceptance.accepted / acceptance.drawn, acceptance.accepted);
    }
    await onRound();
    const again = await sampler.sample(
      Float64Array.from(pending, (k) => rows[k]!),
      attempt,
    );
    const missed: number[] = [];
    for (const [k, row] of pending.entries()) {
      if (meets(constraints, again.columns, k)) copyRow(batch.columns, row, again.columns, k);
      else missed.push(row);
    }
    acceptance.drawn += pending.length;
    acceptance.accepted += pending.length - missed.length;
    pending = missed;
  }
  return batch;
};
