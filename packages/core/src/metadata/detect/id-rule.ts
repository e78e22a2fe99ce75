import { idRegex } from '../../patterns/id-pattern.js';
import { IdPatternLearner } from '../../patterns/id-pattern-learner.js';
import type { ColumnProfile } from '../profile/column-profile.js';
import type { Verdict } from './decision.js';
import { distinctValues, presentRows } from './evidence.js';
import { nameTokens } from './name-tokens.js';

const idName = /_(?:id|ids|identifier|uuid|guid|pk|mrn)_$|^_(?:id|uuid|guid)_/;
const numberName =
  /_(?:record|serial|order|invoice|ticket|case|reference|customer|client|patient|member|employee|policy|account|student|subject|participant|sample|transaction|booking)_(?:number|no|nr|num|code|ref|key)_$/;
const rowName = /^_(?:unnamed_0|index|idx|row|row_?(?:number|num|no|index|nr)|level_0|)_$/;
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
/** Unique texts of one pattern are ids from here on, whatever their name. */
const LEAST_PATTERNED = 20;
/** Longer values follow no pattern worth the name. */
const LONGEST_PATTERNED = 64;

/** The one pattern that all values follow, if it has no spaces and has digits that vary; else null. */
const digitPattern = (text: NonNullable<ColumnProfile['text']>): string | null => {
  if (text.maxLength > LONGEST_PATTERNED) return null;
  const learner = new IdPatternLearner();
  for (const value of text.values.keys()) learner.add(value);
  if (!learner.alike) return null;
  const regex = idRegex(learner.finish(LEAST_PATTERNED));
  const unescaped = regex.replace(/\\./g, '');
  return unescaped.includes('[0-9') && !unescaped.includes(' ') ? regex : null;
};

/** Ids: by name where values rarely repeat, row numbers, and unique texts of one pattern. Unique measurements are no ids. */
export const idRule = (column: string, profile: ColumnProfile): Verdict | null => {
  const { numbers, text, unique, distinct } = profile;
  if (!text && numbers?.decimals !== 0) return null;
  const tokens = nameTokens(column);
  const present = presentRows(profile);
  const verdict = (evidence: string): Verdict => ({ metadata: { sdtype: 'id' }, evidence });
  const seen = unique ? 'every value is unique' : distinctValues(profile);
  if (idName.test(tokens)) {
    // A few ids that come again and again are categories (a shop, a device): to be learned, not replaced.
    if (unique || distinct > 50 || distinct * 2 > present) return verdict(`its name says so (${seen})`);
    return null;
  }
  if (unique && numberName.test(tokens)) return verdict('its name says so and every value is unique');
  if (numbers?.counting && present > 1 && rowName.test(tokens)) return verdict('it counts the rows one by one');
  if (!text || !unique) return null;
  if ([...text.values.keys()].every((value) => uuid.test(value)) && present > 1)
    return verdict('its values are UUIDs, each unique');
  if (present < LEAST_PATTERNED) return null;
  const pattern = digitPattern(text);
  return pattern === null ? null : verdict(`every value is unique and follows the pattern ${pattern}`);
};
