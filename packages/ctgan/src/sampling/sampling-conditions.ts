import type { EncodedConstraint, RandomSource } from '@cvd/core';
import { type CategoryPicker, categoryPicker } from '../data/category-picker.js';
import type { ConditionColumn, ConditionLayout } from '../data/condition-layout.js';

/** What each row asks the generator for. */
export interface SamplingConditions {
  /** Place in the condition vector, a function of row and attempt. */
  place(row: number, attempt: number): number;
}

/** The asked categories of a column, and the share of the rows that has one of them. */
interface Steering {
  readonly column: ConditionColumn;
  readonly picker: CategoryPicker;
  readonly share: number;
}

const shareOf = (column: ConditionColumn, counts: Float64Array, codes: readonly number[]): Steering | null => {
  const { place, cardinality } = column;
  const all = counts.subarray(place, place + cardinality);
  const asked = new Float64Array(cardinality);
  for (const code of codes) asked[code] = all[code]!;
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  return sum(asked) > 0 ? { column, picker: categoryPicker(asked), share: sum(asked) / sum(all) } : null;
};

/** The constraint whose allowed categories are rarest: asking for them saves most rejections. */
const rarest = (
  { columns }: ConditionLayout,
  counts: Float64Array,
  constraints: readonly EncodedConstraint[],
): Steering | null => {
  let found: Steering | null = null;
  for (const constraint of constraints) {
    if (constraint.kind !== 'discrete') continue;
    const column = columns.find((candidate) => candidate.column === constraint.column);
    const steering = column ? shareOf(column, counts, constraint.codes) : null;
    if (steering && (!found || steering.share < found.share)) found = steering;
  }
  return found;
};

/**
 * Without constraints a column drawn evenly and a category of it by its true frequency, as if a row of the table were drawn
 * and one of its categories shown. With constraints on discrete columns the rarest of them is asked for, its categories by
 * their true frequencies; what else is constrained is left to rejection.
 * @returns null without discrete columns
 */
export const samplingConditions = (
  layout: ConditionLayout,
  counts: Float64Array,
  constraints: readonly EncodedConstraint[],
  random: RandomSource,
): SamplingConditions | null => {
  if (layout.columns.length === 0) return null;
  const draws = new Float64Array(2);
  const steering = rarest(layout, counts, constraints);
  if (steering) {
    const { column, picker } = steering;
    return { place: (row, attempt) => column.place + picker.pick(random.uniform(row, 1, attempt)) };
  }
  const pickers = layout.columns.map(({ place, cardinality }) =>
    categoryPicker(counts.subarray(place, place + cardinality)),
  );
  return {
    place: (row, attempt) => {
      random.uniformsInto(draws, row, attempt);
      const c = Math.floor(draws[0]! * pickers.length);
      return layout.columns[c]!.place + pickers[c]!.pick(draws[1]!);
    },
  };
};
