import { InvalidThresholdError } from './errors/invalid-threshold-error.js';

/** How strong a pair's trend must be in the real table for the pair to count. */
export interface PairThresholds {
  /** Pearson's correlation must be larger in absolute value, 0 to 1; 0 counts every pair. */
  readonly correlation: number;
  /** Cramér's V must be larger, 0 to 1; 0 counts every pair. */
  readonly association: number;
}

/** SDMetrics' own since 0.27. */
export const defaultPairThresholds: PairThresholds = { correlation: 0.5, association: 0.3 };

/** Fills in defaults. @throws {InvalidThresholdError} outside 0 to 1 */
export const resolvePairThresholds = (given: Partial<PairThresholds> = {}): PairThresholds => {
  const thresholds = {
    correlation: given.correlation ?? defaultPairThresholds.correlation,
    association: given.association ?? defaultPairThresholds.association,
  };
  for (const [name, value] of Object.entries(thresholds))
    if (!(value >= 0 && value <= 1)) throw new InvalidThresholdError(name, value);
  return thresholds;
};
