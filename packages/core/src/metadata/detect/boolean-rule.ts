import type { ColumnProfile } from '../profile/column-profile.js';
import type { Verdict } from './decision.js';
import { presentRows } from './evidence.js';

/** Truth values, and the texts `true` and `false` in one spelling. */
export const booleanRule = (_column: string, profile: ColumnProfile): Verdict | null => {
  if (profile.type === 'bool') return { metadata: { sdtype: 'boolean' }, evidence: 'it holds truth values' };
  if (!profile.text || presentRows(profile) === 0) return null;
  const seen = [...profile.text.values.keys()];
  if (
    !['true,false', 'True,False', 'TRUE,FALSE'].some((spelling) =>
      seen.every((value) => spelling.split(',').includes(value)),
    )
  )
    return null;
  return { metadata: { sdtype: 'boolean' }, evidence: 'its only values are true and false' };
};
