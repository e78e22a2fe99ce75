import type { ColumnProfile } from '../profile/column-profile.js';
import type { Verdict } from './decision.js';
import { distinctValues, percent } from './evidence.js';
import { nameTokens } from './name-tokens.js';
import { personalNameKinds } from './personal-names.js';
import { personalValueKinds } from './personal-values.js';
import { shareOf, valueTexts } from './value-share.js';

const NAME_SHARE = 0.5;

/** Personal data: by the column's name where the values may be such, else by what the values look like. */
export const personalRule = (column: string, profile: ColumnProfile): Verdict | null => {
  if (!profile.text && !(profile.numbers?.decimals === 0)) return null;
  const values = valueTexts(profile);
  const tokens = nameTokens(column);
  for (const { sdtype, name, shape, numbers } of personalNameKinds) {
    if (!name.test(tokens) || (!profile.text && !numbers)) continue;
    const share = shareOf(values, (text) => shape.test(text.trim()));
    if (share < NAME_SHARE) continue;
    return {
      metadata: { sdtype, pii: true },
      evidence: `its name says so and ${percent(share)} of the values can be such (${distinctValues(profile)})`,
    };
  }
  if (!profile.text) return null;
  for (const { sdtype, plural, test, share: needed, distinct } of personalValueKinds) {
    if (profile.distinct < distinct) continue;
    const share = shareOf(values, (text) => test(text.trim()));
    if (share < needed) continue;
    return {
      metadata: { sdtype, pii: true },
      evidence: `${percent(share)} of the values look like ${plural} (${distinctValues(profile)})`,
    };
  }
  return null;
};
