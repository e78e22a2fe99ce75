import { InvalidOptionError } from '@cvd/core';
import type { EvaluationReport } from '../evaluation-report.js';
import type { PrivacyAttacks } from './privacy-attacks.js';

/**
 * The report with what attacks found, under `privacy.attacks`.
 * @throws {InvalidOptionError} when the report was made without a holdout, so that it says nothing of privacy
 *
 * @example
 * const attacks = await privacyAttacks(real, synthetic, { attacks: 'all', holdout, metadata });
 * const whole = withAttacks(await evaluate(real, synthetic, { holdout, metadata }), attacks);
 */
export const withAttacks = (report: EvaluationReport, attacks: PrivacyAttacks): EvaluationReport => {
  if (!report.privacy) throw new InvalidOptionError('withAttacks', 'report', 'must be of an evaluation with a holdout');
  return { ...report, privacy: { ...report.privacy, attacks } };
};
