import type { NumberMarginal } from '../marginals/marginal.js';
import { percent, short } from './figure-text.js';
import { html, type Markup } from './markup.js';

const [WIDTH, TOP, BASE, GAP] = [320, 16, 104, 5] as const;

const DAY = 86_400_000;

/** An instant, to the day where the axis is longer than two of them. */
const instant = (milliseconds: number, length: number): string => {
  if (!(Math.abs(milliseconds) <= 8.64e15)) return `${short(milliseconds)} ms`;
  const text = new Date(milliseconds).toISOString();
  return length > 2 * DAY ? text.slice(0, text.indexOf('T')) : `${text.slice(0, -8).replace('T', ' ')}`;
};

/** Ends and middle of the axis. */
const labels = ({ kind, edges, whole }: NumberMarginal): readonly [string, string, string] => {
  const [first, last] = [edges[0]!, edges.at(-1)!];
  const inside = kind === 'numbers' && whole ? 0.5 : 0;
  const of = (value: number): string => (kind === 'datetimes' ? instant(value, last - first) : short(value));
  const middle = first / 2 + last / 2;
  return [of(first + inside), last > first ? of(whole ? Math.round(middle) : middle) : '', of(last - inside)];
};

/** Shares as steps: what lies below the bins, the bins, what lies above them, with gaps between. */
const steps = (shares: readonly number[], most: number, closed: boolean): string => {
  const inner = shares.length - 2;
  const width = (WIDTH - 2 * GAP) / (inner + 2);
  const y = (share: number): string => (BASE - (BASE - TOP) * (share / most)).toFixed(1);
  const run = (from: number, to: number, start: number): string => {
    let path = `M${start.toFixed(1)} ${closed ? String(BASE) : y(shares[from]!)}`;
    for (let i = from; i < to; i++) path += `V${y(shares[i]!)}H${(start + (i - from + 1) * width).toFixed(1)}`;
    return closed ? `${path}V${BASE}z` : path;
  };
  return run(0, 1, 0) + run(1, inner + 1, width + GAP) + run(inner + 1, inner + 2, (inner + 1) * width + 2 * GAP);
};

/** Real rows as an area, synthetic ones as a line, those of the holdout as a dashed one. */
export const numberPicture = (marginal: NumberMarginal): Markup => {
  const { column, shares, edges } = marginal;
  const { real, synthetic, holdout } = shares;
  const most = Math.max(...real, ...synthetic, ...(holdout ?? []), Number.MIN_VALUE);
  const [first, middle, last] = labels(marginal);
  const beyond = (own: readonly number[]): string => percent(own[0]! + own.at(-1)!);
  return html`<svg viewBox="0 0 320 122" role="img"><title>Distribution of ${column}</title><desc>Histogram from ${first} to ${last} in ${String(edges.length - 1)} bins. Outside of them lie ${beyond(real)} of the real rows and ${beyond(synthetic)} of the synthetic ones.</desc>
<path class="grid" d="M0 ${String(TOP)}H320"/><text x="320" y="11" text-anchor="end">${percent(most, 0)} of rows</text>
<path class="real" d="${steps(real, most, true)}"/>${
    holdout ? html`<path class="holdout" d="${steps(holdout, most, false)}"/>` : null
  }<path class="synthetic" d="${steps(synthetic, most, false)}"/>
<path class="axis" d="M0 ${String(BASE)}H320"/><text x="0" y="118">${first}</text><text x="160" y="118" text-anchor="middle">${middle}</text><text x="320" y="118" text-anchor="end">${last}</text></svg>`;
};
