import type { CtganShape } from './shape.js';

/*
 * Which row of the critic's first weights an input meets: [slot by slot the N columns of a row; slot by slot the C of its
 * condition], so that the N columns of a slot stand together.
 */

/** Row for column `column` of the row in `slot`. */
export const dataRow = ({ width }: Pick<CtganShape, 'width'>, slot: number, column: number): number =>
  slot * width + column;

/** Row for place `place` of the condition vector of the row in `slot`. */
export const conditionRow = (
  { width, conditionWidth, pac }: Pick<CtganShape, 'width' | 'conditionWidth' | 'pac'>,
  slot: number,
  place: number,
): number => pac * width + slot * conditionWidth + place;
