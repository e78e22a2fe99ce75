import type { PrivacyReport } from './privacy-report.js';

/**
 * What a table of copies reads as share of rows closer to training: ½ + b/2a, where b of a training rows are in a cut.
 * null where the share could not be computed.
 */
export const copierShare = ({ closerToTrain, rows }: PrivacyReport): number | null =>
  closerToTrain.share === null || rows.training === 0 ? null : 0.5 + closerToTrain.cutRows / (2 * rows.training);
