import { gatherRows, type RandomSource, type Table } from '@cvd/core';
import { shuffledRows } from '../seeded-rows.js';
import { type AttackTables, FEWEST_TARGETS } from './attack-tables.js';

/** Rows that were learned from, and rows that were not. */
export interface MembersAndOthers {
  readonly members: Table;
  readonly nonMembers: Table;
}

/** What membership inference takes its tables apart into. */
export interface MembershipParts {
  /** Half of the holdout, for the density of real rows. */
  readonly reference: Table;
  /** Rows that the columns are chosen on. */
  readonly choose: MembersAndOthers;
  /** Rows that the figures come from. */
  readonly measure: MembersAndOthers;
}

/**
 * The holdout in two halves, rows for the density of real ones and non-members, and as many training rows, drawn without
 * replacement. Of members and non-members each, half of `targets` at most are to choose on, and half of them at most;
 * all others are to measure on.
 * @returns null where a part would have too few rows
 */
export const membershipParts = (
  { training, holdout }: AttackTables,
  targets: number,
  random: RandomSource,
): MembershipParts | null => {
  const half = Math.floor(holdout.rows / 2);
  const order = shuffledRows(holdout.rows, random.child('holdout'));
  const split = (table: Table, rows: Int32Array): { readonly choose: Table; readonly measure: Table } => {
    const chosenOn = Math.min(Math.floor(rows.length / 2), Math.max(FEWEST_TARGETS, Math.floor(targets / 2)));
    return {
      choose: gatherRows(table, rows.subarray(0, chosenOn)),
      measure: gatherRows(table, rows.subarray(chosenOn)),
    };
  };
  const nonMembers = split(holdout, order.subarray(half, 2 * half));
  const members = split(training, shuffledRows(training.rows, random.child('members')).subarray(0, half));
  if (Math.min(nonMembers.choose.rows, members.choose.rows) < FEWEST_TARGETS) return null;
  return {
    reference: gatherRows(holdout, order.subarray(0, half)),
    choose: { members: members.choose, nonMembers: nonMembers.choose },
    measure: { members: members.measure, nonMembers: nonMembers.measure },
  };
};
