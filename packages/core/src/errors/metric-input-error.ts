import { CvdError } from './cvd-error.js';

/** Why a metric cannot be computed, and the sentence that says so. */
const reasons = {
  empty: 'holds no value',
  constant: 'holds a single distinct value, for which a correlation is not defined',
  'too-few-values': 'has fewer than two rows in which both columns hold a value',
  'not-numeric': 'holds text where numbers or timestamps are needed',
  'not-finite': 'holds an infinite value, so that no bins can be cut',
  'range-too-narrow': 'spans too narrow a range of floating-point numbers to be cut into ten bins',
  'invalid-datetime': 'holds text that does not follow its datetime format',
  'no-datetime-format': 'is a datetime column of text, and the metadata gives no datetime_format',
  'invalid-pattern': 'cannot be checked: the regex_format of the metadata is not a valid pattern',
  missing: 'is not in the table',
} as const;

export type MetricInputReason = keyof typeof reasons;

/** A metric is not defined for the columns it was given. Reports keep it as text beside an empty score. */
export class MetricInputError extends CvdError {
  static override readonly code = 'CVD_METRIC_INPUT';

  /**
   * @param metric - name of the metric, such as KSComplement
   * @param reason - what is wrong
   * @param side - which table it is wrong in
   * @param column - its name, where the caller knows it
   */
  constructor(
    readonly metric: string,
    readonly reason: MetricInputReason,
    readonly side: 'real' | 'synthetic',
    readonly column: string | null = null,
  ) {
    super(`${metric}: the ${side} column${column === null ? '' : ` "${column}"`} ${reasons[reason]}.`);
  }
}
