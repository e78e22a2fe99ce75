import { formatCount } from '../format/format-figures.js';
import { html, type Markup, type Piece } from './markup.js';

/** A figure as the page shows it. */
export interface ShownFigure {
  readonly value: number | null;
  readonly interval?: { readonly low: number; readonly high: number } | null | undefined;
  /** Why there is none. */
  readonly because?: string | undefined;
}

/** A number of the given places, with a real minus sign. */
export const decimal = (value: number, places = 3): string => {
  const text = value.toFixed(places);
  return (/^-0\.?0*$/.test(text) ? text.slice(1) : text).replace('-', '−');
};

/** A share as a percentage: 12.5 %. */
export const percent = (share: number, places = 1): string => `${decimal(100 * share, places)} %`;

/** In how many of 100 cases: 84. */
export const ofHundred = (share: number): string => String(Math.round(100 * share));

/** Numbers of any size in few characters, as axes want them. */
export const short = (value: number): string => {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e7 || size < 1e-3)) return value.toExponential(1).replace('e+', 'e').replaceAll('-', '−');
  const [whole = '', fraction] = String(Number(size.toPrecision(4))).split('.');
  return `${value < 0 ? '−' : ''}${formatCount(Number(whole))}${fraction === undefined ? '' : `.${fraction}`}`;
};

/** The reason in place of a figure. */
export const reason = (because: string | undefined): string =>
  because === undefined ? 'Not computable.' : `Not computable, because ${because}.`;

/** low – high. */
export const range = ({ low, high }: { readonly low: number; readonly high: number }, places = 3): string =>
  `${decimal(low, places)} – ${decimal(high, places)}`;

/** A figure with its interval in a cell of a table, or the reason why there is none. */
export const figureCell = ({ value, interval, because }: ShownFigure, places = 3): Markup => {
  if (value === null) return html`<td class="none">${reason(because)}</td>`;
  return html`<td class="figure">${decimal(value, places)}${interval ? html` <span class="interval">${range(interval, places)}</span>` : null}</td>`;
};

/** A figure without interval; a dash where nothing of the kind was measured. */
export const plainCell = (value: number | null | undefined, places = 3): Markup =>
  value === null || value === undefined
    ? html`<td class="none">–</td>`
    : html`<td class="figure">${decimal(value, places)}</td>`;

/** 1 row, 2,770 rows. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${formatCount(number)} ${number === 1 ? one : many}`;

/** "a", "b" and "c". */
export const listed = (names: readonly Piece[]): Piece =>
  names.map((name, i) => [i === 0 ? null : i === names.length - 1 ? ' and ' : ', ', name]);
