import { UsageError } from '../errors/usage-error.js';

export interface PairThresholds {
  /** Least absolute correlation of the real pair for it to count. */
  readonly correlation: number;
  /** Least association (Cramér's V) of the real pair for it to count. */
  readonly association: number;
}

/** `--pair-thresholds CORRELATION,ASSOCIATION`, each from 0 to 1. @throws {UsageError} */
export const parsePairThresholds = (text: string): PairThresholds => {
  const values = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [correlation, association] = values;
  if (values.length !== 2 || !values.every((value) => value >= 0 && value <= 1)) {
    throw new UsageError(`--pair-thresholds ${text}: two numbers from 0 to 1 were expected, as .5,.3 or 0,0.`);
  }
  return { correlation: correlation!, association: association! };
};
