import type { ColumnProfile } from '../profile/column-profile.js';
import { booleanRule } from './boolean-rule.js';
import { datetimeRule } from './datetime-rule.js';
import type { Verdict } from './decision.js';
import { presentRows } from './evidence.js';
import { idRule } from './id-rule.js';
import { numberRule } from './number-rule.js';
import { personalRule } from './personal-rule.js';
import { textRule } from './text-rule.js';

type Rule = (column: string, profile: ColumnProfile) => Verdict | null;

const sdtypeOfType = {
  float64: 'numerical',
  int64: 'numerical',
  bool: 'boolean',
  timestamp: 'datetime',
  utf8: 'categorical',
} as const;

/** A column without a value: by its storage type, for there is nothing else to go by. */
const emptyRule: Rule = (_column, profile) =>
  presentRows(profile) > 0
    ? null
    : {
        metadata: { sdtype: sdtypeOfType[profile.type] },
        evidence: `it has no value at all and its type is ${profile.type}`,
      };

/** The first that knows decides. */
const rules: readonly Rule[] = [emptyRule, booleanRule, datetimeRule, personalRule, idRule, numberRule, textRule];

/** What the column is, and why. */
export const decideColumn = (column: string, profile: ColumnProfile): Verdict => {
  for (const rule of rules) {
    const verdict = rule(column, profile);
    if (verdict) return verdict;
  }
  return { metadata: { sdtype: 'unknown', pii: true }, evidence: 'no rule knows it' };
};
