import type { ColumnProfile } from '../profile/column-profile.js';

/** 1234567 as 1,234,567, the same everywhere. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** `one` or `many` with its number. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`;

/** "12 distinct values", "about 154,000 distinct values". */
export const distinctValues = ({ distinct, distinctExact }: ColumnProfile): string =>
  `${distinctExact ? '' : 'about '}${counted(distinct, 'distinct value')}`;

/** 0.934 as "93 %", never rounded up to 100 %. */
export const percent = (share: number): string => `${Math.floor(share * 100)} %`;

export const presentRows = ({ rows, missing }: ColumnProfile): number => rows - missing;
