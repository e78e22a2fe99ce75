import type { EncodedBatch, EncodedConstraint, EncodedValues } from '../encoding/encoded-table.js';
import { ConditionTooRareError } from '../errors/condition-too-rare-error.js';
import type { MethodSampler } from '../synthesizer/method.js';
import { meets } from './constraints.js';

/** Draws without a single hit after which nobody waits any longer. */
const HOPELESS_DRAWS = 500_000;
/** Rows that a method which can draws at a time, at least: fewer rows that still miss are drawn several times over. */
const FULL_ROUND = 512;

/** How many rows were drawn and how many of them met the conditions, over the whole sample. */
interface Acceptance {
  drawn: number;
  accepted: number;
}

export interface RejectionOptions {
  /** Name of the method, for the error. */
  readonly method: string;
  /** What still has to be checked; empty where the sampler's rows meet it anyway. */
  readonly constraints: readonly EncodedConstraint[];
  readonly acceptance: Acceptance;
  /** Draws a row may take before the conditions count as too rare for it. */
  readonly maxTries: number;
  /** Awaited before each round after the first. */
  onRound(): Promise<void>;
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

/** Attempts of each pending row in the next round: as many as fill the round, and no more than it takes on average to meet the conditions. */
const triesOf = (sampler: MethodSampler, pending: number, { drawn, accepted }: Acceptance, left: number): number => {
  if (!sampler.sampleAttempts) return 1;
  const average = Math.ceil((drawn + 1) / (accepted + 1));
  return Math.max(1, Math.min(Math.floor(FULL_ROUND / pending), average, left));
};

/** Rows `again` in turn for the attempts first … first + tries − 1, attempts of a row side by side. */
const draw = (
  sampler: MethodSampler,
  again: Float64Array,
  first: number,
  tries: number,
): EncodedBatch | Promise<EncodedBatch> => {
  if (!sampler.sampleAttempts || tries === 1) return sampler.sample(again, first);
  const rows = new Float64Array(again.length * tries);
  const attempts = new Float64Array(rows.length);
  for (let k = 0; k < rows.length; k++) {
    rows[k] = again[Math.floor(k / tries)]!;
    attempts[k] = first + (k % tries);
  }
  return sampler.sampleAttempts(rows, attempts);
};

/**
 * Rows that meet the constraints, by rejection: a row that misses is drawn again with the next attempt number, and the first
 * attempt that meets them counts, so each row stays a function of its own index whatever stands beside it in the batch.
 * @throws {ConditionTooRareError} after `maxTries` draws of one row
 */
export const sampleEncoded = async (
  sampler: MethodSampler,
  rows: Float64Array,
  { method, constraints, acceptance, maxTries, onRound }: RejectionOptions,
): Promise<EncodedBatch> => {
  const batch = await sampler.sample(rows, 0);
  if (constraints.length === 0) return batch;
  let pending: number[] = [];
  for (let k = 0; k < rows.length; k++) if (!meets(constraints, batch.columns, k)) pending.push(k);
  acceptance.drawn += rows.length;
  acceptance.accepted += rows.length - pending.length;
  for (let attempt = 1; pending.length > 0; ) {
    const hopeless = acceptance.accepted === 0 && acceptance.drawn >= HOPELESS_DRAWS;
    if (attempt >= maxTries || hopeless) {
      throw new ConditionTooRareError(method, acceptance.accepted / acceptance.drawn, acceptance.accepted);
    }
    await onRound();
    const tries = triesOf(sampler, pending.length, acceptance, maxTries - attempt);
    const again = await draw(
      sampler,
      Float64Array.from(pending, (k) => rows[k]!),
      attempt,
      tries,
    );
    const missed: number[] = [];
    for (const [k, row] of pending.entries()) {
      let hit = 0;
      while (hit < tries && !meets(constraints, again.columns, k * tries + hit)) hit++;
      // Attempts after the first hit don't count: they would not have been drawn one by one.
      acceptance.drawn += Math.min(hit + 1, tries);
      if (hit === tries) missed.push(row);
      else {
        copyRow(batch.columns, row, again.columns, k * tries + hit);
        acceptance.accepted++;
      }
    }
    pending = missed;
    attempt += tries;
  }
  return batch;
};
