import { normalInterval } from '@cvd/core';
import { interval, isPoint, type LatentCell } from './latent-cell.js';
import type { FactorCondition } from './latent-conditions.js';

/** Boxes and points that are told apart at most. */
const MAX_ALTERNATIVES = 256;

/** Joins the two neighbouring intervals with the least probability between them. */
const joinNearest = (cells: readonly LatentCell[]): LatentCell[] => {
  let best = 0;
  let least = Infinity;
  for (let k = 0; k + 1 < cells.length; k++) {
    const gap = normalInterval(cells[k]!.high, cells[k + 1]!.low);
    if (gap < least) {
      best = k;
      least = gap;
    }
  }
  return [...cells.slice(0, best), interval(cells[best]!.low, cells[best + 1]!.high), ...cells.slice(best + 2)];
};

/**
 * Every way to take one cell of each condition. Where there would be too many, neighbouring intervals are joined: rows that
 * then fall between them are to be rejected.
 * @returns one cell a condition for each alternative
 */
export const alternativesOf = (conditions: readonly FactorCondition[]): LatentCell[][] => {
  const cells = conditions.map((condition) => [...condition.cells]);
  const count = (): number => cells.reduce((product, { length }) => product * length, 1);
  while (count() > MAX_ALTERNATIVES) {
    let widest = -1;
    cells.forEach((list, i) => {
      if (list.length > 1 && !isPoint(list[0]!) && (widest < 0 || list.length > cells[widest]!.length)) widest = i;
    });
    if (widest < 0) break;
    cells[widest] = joinNearest(cells[widest]!);
  }
  return cells.reduce<LatentCell[][]>(
    (made, list) => made.flatMap((earlier) => list.map((cell) => [...earlier, cell])),
    [[]],
  );
};
