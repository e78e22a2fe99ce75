import type { PrivacyAttacks } from '../../attacks/privacy-attacks.js';
import type { Risk } from '../../attacks/risk.js';
import { figureOf } from '../../figures/figure.js';
import type { Rate } from '../../figures/rate.js';
import { attackTitles } from '../../format/attacks-part.js';
import { formatCount } from '../../format/format-figures.js';
import type { AttackName } from '../../privacy/attack-name.js';
import { figureCell, listed } from '../figure-text.js';
import { html, joined, type Markup, type Piece } from '../markup.js';
import { part } from '../section.js';
import { table } from '../table.js';

const rateCell = (rate: Rate): Markup =>
  rate.value === null
    ? figureCell(rate)
    : html`<td class="figure">${rate.value.toFixed(3)} <span class="interval">${formatCount(rate.successes)} of ${formatCount(rate.trials)}</span></td>`;

const riskCell = (risk: Risk): Markup => figureCell(figureOf(risk, 'risk'));

const quoted = (names: readonly string[]): Piece => listed(names.map((name) => html`<q>${name}</q>`));

/** What was guessed, of the attempt that worked best. */
const worst = (attacks: PrivacyAttacks, name: AttackName): Piece => {
  const { attributeInference, singlingOut, linkability } = attacks;
  if (
    name === 'attributeInference' &&
    attributeInference &&
    'tried' in attributeInference &&
    attributeInference.secret !== null
  )
    return html`worst of ${formatCount(attributeInference.tried)} attempts: <q>${attributeInference.secret}</q> from ${formatCount(attributeInference.known.length)} other columns`;
  if (name === 'singlingOut' && singlingOut && 'conditions' in singlingOut && singlingOut.conditions !== null)
    return `worst: statements of ${singlingOut.conditions} conditions`;
  if (name === 'linkability' && linkability && 'columns' in linkability && linkability.columns[0].length > 0)
    return html`worst of ${formatCount(linkability.tried)} splits: ${quoted(linkability.columns[0].slice(0, 4))}${linkability.columns[0].length > 4 ? ' …' : ''} against the others`;
  return null;
};

const risks = (attacks: PrivacyAttacks) =>
  (['attributeInference', 'singlingOut', 'linkability'] as const).flatMap((name) => {
    const attack = attacks[name];
    if (!attack) return [];
    const heading = attackTitles[name];
    if (!('risk' in attack))
      return [[heading, figureCell(attack), html`<td></td>`, html`<td></td>`, html`<td></td>`] as const];
    return [
      [
        heading,
        riskCell(attack),
        rateCell(attack.attack),
        rateCell(attack.control),
        html`<td>${worst(attacks, name)}</td>`,
      ] as const,
    ];
  });

const membership = ({ membership: attack }: PrivacyAttacks): Markup | null => {
  if (!attack) return null;
  const heading = attackTitles.membership;
  const caption = 'Membership inference: were these rows learned from?';
  if (!('auc' in attack)) return table(caption, ['attack', 'AUC'], [[heading, figureCell(attack)]]);
  const { truePositivesAt1Percent: found, members, nonMembers, known, tried } = attack;
  const area = figureCell(figureOf(attack, 'auc'));
  return table(
    caption,
    ['attack', 'AUC (.5 is guessing)', 'found where 1 in 100 others is taken for one', 'rows tried', 'what was tried'],
    [
      [
        heading,
        area,
        rateCell(found),
        html`<td>${formatCount(members)} learned from, ${formatCount(nonMembers)} not</td>`,
        html`<td>${tried > 0 ? `worst of ${formatCount(tried)} sets of known columns: ${formatCount(known.length)} of them` : null}</td>`,
      ],
    ],
  );
};

/** What was tried, how often it worked, and what was not tried. */
export const attacksPart = (attacks: PrivacyAttacks): Markup => {
  const lines = risks(attacks);
  const { notRun, notes } = attacks;
  return part(
    'Attacks',
    'Attempts to learn about the rows that were learned from, with the synthetic table in hand. Each is also tried on held-out rows, of which the table knows nothing. The risk is what is left over: (attack − control) / (1 − control); 0 where the attack works no better than on strangers. The worst variant is chosen on one half of the rows, its figures come from the other half. An attack that fails shows that this one failed with these settings, no more.',
    [
      membership(attacks),
      lines.length > 0
        ? table(
            'Risk over control',
            ['attack', 'risk', 'worked on rows learned from', 'worked on the holdout', 'what was tried'],
            lines,
          )
        : null,
      notRun.length > 0
        ? html`<p><b>Not run:</b> ${joined(
            notRun.map((name) => attackTitles[name]),
            ', ',
          )}. What was not tried is not known.</p>\n`
        : null,
      notes.map((note) => html`<p class="fine">${note}</p>\n`),
    ],
  );
};
