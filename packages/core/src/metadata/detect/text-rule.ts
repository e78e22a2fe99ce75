import type { ColumnProfile } from '../profile/column-profile.js';
import type { Verdict } from './decision.js';
import { counted, distinctValues, presentRows } from './evidence.js';
import { naturalOrder } from './order/natural-order.js';

/** A column with this many values, more than half of them distinct, is free text: it could tell who people are. */
const LEAST_FREE_TEXT = 100;

/** Text: free where most values are distinct, else categories, ordered where they have an order of their own. */
export const textRule = (_column: string, profile: ColumnProfile): Verdict | null => {
  const { text, distinct, distinctExact } = profile;
  if (!text) return null;
  const present = presentRows(profile);
  if (present >= LEAST_FREE_TEXT && distinct * 2 > present)
    return {
      metadata: { sdtype: 'unknown', pii: true },
      evidence: `more than half of its ${counted(present, 'text')} are distinct (${distinctValues(profile)}), so it is generated and never learned`,
    };
  const evidence = `it holds ${counted(present, 'text')}, ${distinctValues(profile)}`;
  const natural = distinctExact ? naturalOrder([...text.values.keys()]) : null;
  if (!natural) return { metadata: { sdtype: 'categorical' }, evidence };
  return {
    metadata: { sdtype: 'categorical', order: natural.order },
    evidence: `${evidence}; ${natural.evidence}: ${natural.order.map((value) => value.trim()).join(' < ')}`,
  };
};
