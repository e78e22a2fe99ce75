import type { ColumnProfile } from '../profile/column-profile.js';
import type { Verdict } from './decision.js';
import { counted, distinctValues, presentRows } from './evidence.js';

/** Fewer values say nothing of what is a code. */
const LEAST_VALUES = 6;
const MOST_CODES = 10;

/**
 * Whether whole numbers are codes of categories: no more than 10 distinct ones (one in ten values), none negative, and
 * close together (within twice their number, or within 10), as counts of money or time are not.
 */
const areCodes = (profile: ColumnProfile): boolean => {
  const { decimals, min, max } = profile.numbers!;
  const present = presentRows(profile);
  const { distinct } = profile;
  return (
    decimals === 0 &&
    min >= 0 &&
    present >= LEAST_VALUES &&
    distinct <= Math.min(Math.round(present / 10), MOST_CODES) &&
    max - min < Math.max(2 * distinct, MOST_CODES)
  );
};

/** Numbers: measured or counted, or codes of categories. */
export const numberRule = (_column: string, profile: ColumnProfile): Verdict | null => {
  if (!profile.numbers) return null;
  const { decimals } = profile.numbers;
  if (areCodes(profile))
    return {
      metadata: { sdtype: 'categorical' },
      evidence: `its ${counted(presentRows(profile), 'whole number')} take ${distinctValues(profile)} only, close together, as codes do`,
    };
  const whole = decimals === 0 && profile.missing === 0;
  const form =
    decimals === null
      ? 'with no fixed decimals'
      : decimals === 0
        ? 'without decimals'
        : `with ${counted(decimals, 'decimal')}`;
  return {
    metadata: { sdtype: 'numerical', computer_representation: whole ? 'Int64' : 'Float' },
    evidence: `it holds ${counted(presentRows(profile), 'number')} ${form}, ${distinctValues(profile)}`,
  };
};
