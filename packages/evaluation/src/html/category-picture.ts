import type { CategoryMarginal, OfTables } from '../marginals/marginal.js';
import { count, decimal } from './figure-text.js';
import { html, type Markup } from './markup.js';

/** Categories with a bar of their own at most. */
const MOST_BARS = 14;
const [ROW, LABEL, BARS, END] = [17, 116, 122, 234] as const;
const LABEL_LENGTH = 20;

interface Bar {
  readonly label: string;
  readonly shares: OfTables<number>;
}

const cut = (text: string): string => {
  const characters = [...text];
  return characters.length <= LABEL_LENGTH ? text : `${characters.slice(0, LABEL_LENGTH - 1).join('')}…`;
};

const at = (shares: OfTables<readonly number[]>, of: (own: readonly number[]) => number): OfTables<number> => ({
  real: of(shares.real),
  synthetic: of(shares.synthetic),
  ...(shares.holdout && { holdout: of(shares.holdout) }),
});

const plus = (a: OfTables<number>, b: OfTables<number>): OfTables<number> => ({
  real: a.real + b.real,
  synthetic: a.synthetic + b.synthetic,
  ...(a.holdout !== undefined && { holdout: a.holdout + (b.holdout ?? 0) }),
});

/** The most frequent categories, then what is counted together, as far as it occurs. */
const barsOf = ({ categories, shares, others, rare, notReal, missing }: CategoryMarginal): readonly Bar[] => {
  const shown = categories.length <= MOST_BARS ? categories.length : MOST_BARS - 1;
  const left = categories.length - shown;
  const rest = at(shares, (own) => own.slice(shown).reduce((sum, share) => sum + share, 0));
  const together: readonly Bar[] = [
    { label: `${left + others.values} others`, shares: plus(rest, others.shares) },
    { label: count(rare.values, 'rare value'), shares: rare.shares },
    { label: notReal.values > 0 ? `${notReal.values} not real` : 'not real', shares: notReal.shares },
    { label: 'missing', shares: missing },
  ];
  return [
    ...categories.slice(0, shown).map((name, i) => ({ label: name, shares: at(shares, (own) => own[i]!) })),
    ...together.filter(({ shares: { real, synthetic } }) => real > 0 || synthetic > 0),
  ];
};

/** A row for each category: real rows as a wide bar, synthetic ones as a narrow one, the holdout as a tick. */
export const categoryPicture = (marginal: CategoryMarginal): Markup => {
  const bars = barsOf(marginal);
  const all = bars.flatMap(({ shares: { real, synthetic, holdout } }) => [real, synthetic, holdout ?? 0]);
  const most = Math.max(...all, Number.MIN_VALUE);
  const length = (share: number): string => ((END - BARS) * (share / most)).toFixed(1);
  const row = ({ label, shares: { real, synthetic, holdout } }: Bar, i: number): Markup => {
    const top = 14 + i * ROW;
    const tick = holdout === undefined ? null : (BARS + (END - BARS) * (holdout / most)).toFixed(1);
    return html`
<text x="${String(LABEL)}" y="${String(top + 11)}" text-anchor="end">${cut(label)}</text><path class="real" d="M${String(BARS)} ${String(top + 1)}h${length(real)}v13H${String(BARS)}z"/><path class="bar" d="M${String(BARS)} ${String(top + 5)}h${length(synthetic)}v5H${String(BARS)}z"/>${
      tick === null ? null : html`<path class="tick" d="M${tick} ${String(top)}v15"/>`
    }<text x="277" y="${String(top + 11)}" text-anchor="end">${decimal(100 * real, 1)}</text><text x="320" y="${String(top + 11)}" text-anchor="end">${decimal(100 * synthetic, 1)}</text>`;
  };
  const told = bars.map(
    ({ label, shares: { real, synthetic } }) =>
      `${cut(label)}: ${decimal(100 * real, 1)} and ${decimal(100 * synthetic, 1)}`,
  );
  return html`<svg viewBox="0 0 320 ${String(18 + bars.length * ROW)}" role="img"><title>Distribution of ${marginal.column}</title><desc>Percent of real and of synthetic rows. ${told.join('; ')}.</desc>
<text x="277" y="10" text-anchor="end">real %</text><text x="320" y="10" text-anchor="end">syn. %</text>${bars.map(row)}</svg>`;
};
