import type { SnowflakeType } from '../table/column-types.js';

/**
 * The time of a write, as fine as the column keeps it: milliseconds of the clock, then digits by chance. By it the rows that
 * one write has landed are told from rows that were there, even when the answer to the statement was lost.
 */
export const createStamp = ({ arguments: [digits = 9] }: SnowflakeType): string => {
  const chance = Math.floor(Math.random() * 1e6)
    .toString()
    .padStart(6, '0');
  const [head, milliseconds] = new Date().toISOString().replace('Z', '').split('.') as [string, string];
  return `${head}.${`${milliseconds}${chance}`.slice(0, digits).padEnd(9, '0')}`;
};
