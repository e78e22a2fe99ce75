import type { ColumnProfile } from '../profile/column-profile.js';
import { exchangeDayAndMonth } from './datetime-candidates.js';
import type { Verdict } from './decision.js';
import { counted, presentRows } from './evidence.js';

/** Timestamps, and text that one known pattern reads in full. */
export const datetimeRule = (_column: string, profile: ColumnProfile): Verdict | null => {
  if (profile.time) {
    const { unit, timezone } = profile.time;
    return {
      metadata: { sdtype: 'datetime' },
      evidence: `it holds timestamps (unit ${unit}, ${timezone === null ? 'no time zone' : `time zone ${timezone}`})`,
    };
  }
  const formats = profile.text?.datetimeFormats ?? [];
  const format = formats[0];
  if (format === undefined) return null;
  const exchanged = exchangeDayAndMonth(format);
  const ambiguous = exchanged !== format && formats.includes(exchanged);
  return {
    metadata: { sdtype: 'datetime', datetime_format: format },
    evidence:
      `all ${counted(presentRows(profile), 'value')} match ${format}` +
      (ambiguous ? `; all match ${exchanged} as well, so set datetime_format if the day stands elsewhere` : ''),
  };
};
