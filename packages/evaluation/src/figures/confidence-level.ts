import { InvalidOptionError, normalQuantile } from '@cvd/core';

/** @throws {InvalidOptionError} when the confidence is not between 0 and 1 */
export const checkConfidence = (owner: string, confidence: number): number => {
  if (confidence > 0 && confidence < 1) return confidence;
  throw new InvalidOptionError(owner, 'confidence', 'must be a number between 0 and 1, such as 0.95');
};

/** How many standard deviations each side of the mean of a normal hold this share. */
export const twoSidedZ = (confidence: number): number => normalQuantile((1 + confidence) / 2);
