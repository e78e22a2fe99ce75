import type { ComparisonOperator, Condition } from '../../conditions/condition.js';
import type { EncodedConstraint } from '../../encoding/encoded-table.js';
import { ImpossibleConditionError } from '../../errors/impossible-condition-error.js';
import type { CellValue } from '../../table/column.js';
import { missingDemand } from './constrain-missing.js';
import { everything, type Interval, intersect, unite } from './intervals.js';
import { firstWhere, nextDouble } from './threshold.js';
import { whyImpossible } from './why-impossible.js';

/** A continuous encoded column whose decoding never falls as the encoded value grows. */
interface OrderedDecoding {
  readonly column: string;
  /**
   * What an encoded value (±Infinity included) comes back as, in the order's own units. Several where that depends on
   * another encoded column: conditions must then hold for all of them.
   */
  readonly decodings: readonly ((encoded: number) => number | bigint)[];
  /** The condition's value in the same units. @throws {InvalidConditionError} */
  read(value: CellValue): number | bigint;
  /** Index of the encoded column of role 'missing', or null. */
  readonly missing: number | null;
  /** What values there are, for the message of an impossible condition. */
  readonly range: string;
}

const { NEGATIVE_INFINITY: BOTTOM, POSITIVE_INFINITY: TOP } = Number;

type Decode = OrderedDecoding['decodings'][number];

const intervalsOf = (decode: Decode, op: ComparisonOperator, value: number | bigint): Interval[] => {
  const atLeast = firstWhere((encoded) => decode(encoded) >= value);
  const above = firstWhere((encoded) => decode(encoded) > value);
  switch (op) {
    case '=':
      return unite([{ low: atLeast, high: above }]);
    case '!=':
      return unite([
        { low: BOTTOM, high: atLeast },
        { low: above, high: TOP },
      ]);
    case '<':
      return unite([{ low: BOTTOM, high: atLeast }]);
    case '<=':
      return unite([{ low: BOTTOM, high: above }]);
    case '>':
      return unite([{ low: above, high: TOP }]);
    case '>=':
      return unite([{ low: atLeast, high: TOP }]);
  }
};

const allowed = (decode: Decode, condition: Condition, read: OrderedDecoding['read']): Interval[] =>
  condition.op === 'in'
    ? unite(condition.values.flatMap((value) => intervalsOf(decode, '=', read(value))))
    : intervalsOf(decode, condition.op, read(condition.value));

/**
 * Constraints on encoded column 0 (and on the missing column): the encoded values whose decoded value meets all conditions,
 * rounding and bounds included; exactly these where there is one decoding.
 * @throws {ImpossibleConditionError | InvalidConditionError}
 */
export const constrainOrdered = (decoding: OrderedDecoding, conditions: readonly Condition[]): EncodedConstraint[] => {
  const { missing, rest } = missingDemand(decoding.column, conditions, decoding.missing !== null);
  const meeting = (conditions: readonly Condition[]): readonly Interval[] =>
    decoding.decodings
      .flatMap((decode) => conditions.map((condition) => allowed(decode, condition, decoding.read)))
      .reduce<readonly Interval[]>(intersect, everything);
  const intervals = meeting(rest);
  if (intervals.length === 0)
    throw new ImpossibleConditionError(
      decoding.column,
      whyImpossible(rest, (condition) => meeting([condition]).length > 0, decoding.range),
    );
  const out: EncodedConstraint[] = [];
  if (intervals.length > 1 || intervals[0]!.low !== BOTTOM || intervals[0]!.high !== TOP) {
    const single = ({ low, high }: Interval): Interval =>
      nextDouble(low) === high ? { low, high: low } : { low, high };
    out.push({ kind: 'continuous', column: 0, intervals: intervals.map(single) });
  }
  if (missing !== null && decoding.missing !== null)
    out.push({ kind: 'discrete', column: decoding.missing, codes: [missing ? 1 : 0] });
  return out;
};
