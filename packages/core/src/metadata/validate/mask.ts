import type { CellValue } from '../../table/column.js';
import type { ColumnMetadata } from '../metadata.js';
import { isPersonalKind } from '../sdtypes.js';

const longest = 40;

/** Whether values of the column must not be shown: personal data by kind or by mark, and unknown text unless marked otherwise. */
export const isMasked = ({ sdtype, pii }: ColumnMetadata): boolean =>
  pii ?? (isPersonalKind(sdtype) || sdtype === 'unknown');

/** The shape of a text without the text: letters as x (X for capitals), digits as 0. */
const maskText = (text: string): string =>
  text
    .replace(/\p{Lu}/gu, 'X')
    .replace(/[\p{L}\p{M}]/gu, (letter) => (letter === 'X' ? 'X' : 'x'))
    .replace(/\p{N}/gu, '0');

/** A cell as it may be shown, cut after 40 characters. */
export const showCell = (cell: CellValue, masked: boolean): string => {
  const text = String(cell);
  const shown = masked ? maskText(text) : text;
  return shown.length > longest ? `${shown.slice(0, longest)}…` : shown;
};
