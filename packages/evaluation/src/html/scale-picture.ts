import { decimal, range, type ShownFigure } from './figure-text.js';
import { html, type Markup } from './markup.js';

/** A figure on a line, beside those whose worth is known. */
export interface Scale {
  readonly name: string;
  readonly figure: ShownFigure;
  /** Ends of the line. */
  readonly from: number;
  readonly to: number;
  /** Which end is the better one; null where neither is. */
  readonly better: 'low' | 'high' | null;
  readonly ceiling?: number | null | undefined;
  readonly floor?: number | null | undefined;
  /** What the diamond and the triangle are, where they are no ceiling and no floor. */
  readonly marks?: readonly [diamond: string, triangle: string] | undefined;
  readonly places?: number | undefined;
}

const [LEFT, RIGHT, MIDDLE] = [8, 292, 12] as const;

/** A dot with its interval on a line, a diamond for the holdout and a triangle for independent columns. */
export const scalePicture = ({
  name,
  figure,
  from,
  to,
  better,
  ceiling,
  floor,
  marks = ['ceiling', 'floor'],
  places = 3,
}: Scale): Markup | null => {
  const { value, interval } = figure;
  if (value === null || !(to > from)) return null;
  const at = (of: number): number => LEFT + (RIGHT - LEFT) * Math.min(1, Math.max(0, (of - from) / (to - from)));
  const x = (of: number): string => at(of).toFixed(1);
  const known = [
    `this table ${decimal(value, places)}${interval ? ` (${range(interval, places)})` : ''}`,
    ...(ceiling === null || ceiling === undefined ? [] : [`${marks[0]} ${decimal(ceiling, places)}`]),
    ...(floor === null || floor === undefined ? [] : [`${marks[1]} ${decimal(floor, places)}`]),
  ];
  return html`<svg class="scale" viewBox="0 0 300 38" role="img"><title>${name}</title><desc>${known.join(', ')}; the line runs from ${decimal(from, 2)} to ${decimal(to, 2)}.</desc>
<path class="track" d="M${String(LEFT)} ${String(MIDDLE)}H${String(RIGHT)}"/>${
    interval ? html`<path class="band" d="M${x(interval.low)} ${String(MIDDLE)}H${x(interval.high)}"/>` : null
  }${
    floor === null || floor === undefined
      ? null
      : html`<path class="floor" d="M${x(floor)} ${String(MIDDLE - 6)}l6 11h-12z"/>`
  }${
    ceiling === null || ceiling === undefined
      ? null
      : html`<path class="ceiling" d="M${x(ceiling)} ${String(MIDDLE - 7)}l6 7-6 7-6-7z"/>`
  }<circle class="dot" cx="${x(value)}" cy="${String(MIDDLE)}" r="5"/>
<text x="2" y="34">${decimal(from, 2)}${better === 'low' ? ' ← better' : ''}</text><text x="298" y="34" text-anchor="end">${better === 'high' ? 'better → ' : ''}${decimal(to, 2)}</text></svg>
`;
};
