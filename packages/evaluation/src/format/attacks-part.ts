import type { PrivacyAttacks } from '../attacks/privacy-attacks.js';
import type { Rate } from '../figures/rate.js';
import type { AttackName } from '../privacy/attack-name.js';
import { alignColumns, formatCount, printable } from './format-figures.js';
import { NONE, type ReportPart, reasonLines, withInterval } from './report-part.js';

/** The attacks in words. */
export const attackTitles: Readonly<Record<AttackName, string>> = {
  membership: 'membership inference',
  attributeInference: 'attribute inference',
  singlingOut: 'singling out',
  linkability: 'linkability',
};

const share = (rate: Rate): string => (rate.value === null ? NONE : rate.value.toFixed(3));

const riskLines = ({ attributeInference, singlingOut, linkability }: PrivacyAttacks): readonly (readonly string[])[] =>
  Object.entries({ attributeInference, singlingOut, linkability }).flatMap(([name, attack]) => {
    if (!attack || !('risk' in attack)) return [];
    const risk = attack.risk === null ? NONE : withInterval(attack.risk, attack.interval);
    const worst = 'secret' in attack && attack.secret !== null ? `of "${printable(attack.secret)}"` : '';
    return [[attackTitles[name as AttackName], risk, share(attack.attack), share(attack.control), worst]];
  });

const membershipLines = ({ membership }: PrivacyAttacks): readonly string[] => {
  if (!membership || !('auc' in membership)) return [];
  const { auc, truePositivesAt1Percent: found, members } = membership;
  const area = auc === null ? NONE : withInterval(auc, membership.interval);
  const rare =
    found.value === null ? '' : `; ${share(found)} of ${formatCount(members)} members found at 1 % false positives`;
  return [`${attackTitles.membership}: AUC ${area} (.5: chance)${rare}`];
};

/** What was tried, how often it worked, and what was not tried. */
export const attacksPart = (attacks: PrivacyAttacks): ReportPart => {
  const risks = riskLines(attacks);
  const { membership, attributeInference, singlingOut, linkability, notRun } = attacks;
  const run = [membership, attributeInference, singlingOut, linkability].filter((attack) => attack !== undefined);
  return {
    heading: 'Attacks on the rows learned from',
    lines: [
      ...membershipLines(attacks),
      ...(risks.length > 0
        ? alignColumns([['', 'risk over control', 'attack', 'control', ''], ...risks], 'lllll')
        : []),
      ...reasonLines(run),
      ...(notRun.length > 0 ? [`not run: ${notRun.map((name) => attackTitles[name]).join(', ')}`] : []),
      ...attacks.notes,
    ],
  };
};
