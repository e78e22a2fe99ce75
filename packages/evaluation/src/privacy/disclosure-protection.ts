import { type ColumnMetadata, detectMetadata, EmptyTableError, InvalidOptionError, type Table } from '@cvd/core';
import { type JointCodes, jointCodes } from '@cvd/core/metrics';
import { columnNumbers } from '../column-numbers.js';
import { type Figure, notComputable } from '../figures/figure.js';
import { wilsonInterval } from '../figures/wilson-interval.js';
import { shapeOf } from '../prepared-column.js';
import { type MetadataInput, singleTable } from '../table-metadata.js';
import { rangeBins } from './range-bins.js';
import { tupleCodes } from './tuple-codes.js';

export interface DisclosureProtectionOptions {
  /** Columns that somebody knows of a person. */
  readonly known: readonly string[];
  /** Columns that they would like to know. */
  readonly sensitive: readonly string[];
  /** How to read the columns; numbers and datetimes are cut into bins. @default detected from training */
  readonly metadata?: MetadataInput | undefined;
  /**
   * 'cap' passes over rows whose known values no synthetic row has; 'zeroCap' counts them as not guessed.
   * @default 'cap'
   */
  readonly method?: 'cap' | 'zeroCap' | undefined;
  /** Bins that numbers are cut into. @default 10 */
  readonly bins?: number | undefined;
  /** @default .95 */
  readonly confidence?: number | undefined;
}

export interface DisclosureProtection {
  /** Protection divided by its baseline, at most 1; 1 is best. */
  readonly score: Figure;
  /** 1 − mean share of right guesses of the sensitive values from synthetic rows with the same known values. */
  readonly protection: number | null;
  /** What guessing alike among all combinations of sensitive values leaves: 1 − 1/(product of their numbers). */
  readonly baseline: number;
  /** Training rows whose known values some synthetic row has. */
  readonly matched: number;
  readonly rows: number;
}

const check = ({ known, sensitive, method, bins }: DisclosureProtectionOptions): void => {
  const fail = (option: string, problem: string): never => {
    throw new InvalidOptionError('disclosureProtection', option, problem);
  };
  if (known.length === 0) fail('known', 'must name at least one column');
  if (sensitive.length === 0) fail('sensitive', 'must name at least one column');
  const both = known.find((name) => sensitive.includes(name));
  if (both !== undefined) fail('sensitive', `names "${both}", which is known already`);
  if (bins !== undefined && !(Number.isInteger(bins) && bins > 0)) fail('bins', 'must be a whole number above 0');
  if (method !== undefined && method !== 'cap' && method !== 'zeroCap') fail('method', 'must be "cap" or "zeroCap"');
};

const distinct = (codes: Int32Array): number => new Set(codes).size;

const columnCodes = (
  training: Table,
  synthetic: Table,
  name: string,
  column: ColumnMetadata,
  bins: number,
): JointCodes => {
  const [real, made] = [training.column(name), synthetic.column(name)];
  if (shapeOf(column) !== 'continuous') return jointCodes(real, made);
  const place = `Column "${name}"`;
  return rangeBins(columnNumbers(real, made, column, place), bins, place);
};

/**
 * DisclosureProtection of SDMetrics 0.32: how badly sensitive values are guessed from synthetic rows that share the
 * known ones (correct attribution probability, Taub et al. 2018), beside guessing at random. The same figures for 'cap'
 * and 'zero_cap', in time that grows with the rows, not with their product. Where ours differs:
 *
 * - numbers and datetimes are found by the metadata, theirs must be named;
 * - no row matched, or a single combination of sensitive values, is "not computable, because", theirs is NaN;
 * - the product of many sensitive columns does not overflow 64-bit integers;
 * - there is no 'generalized_cap' and no estimate from subsamples, which took its place for large tables.
 *
 * The baseline takes all values for equally frequent, as theirs does, so that a guess of the most frequent value alone
 * can score low: a low score is not by itself the synthetic table's doing. Compare it with that of a holdout in place
 * of the synthetic rows.
 *
 * The interval is Wilson's over the matched training rows, which is too wide rather than too narrow: a share of right
 * guesses varies no more than a guess.
 *
 * @throws {EmptyTableError} when a table has no rows
 * @throws {InvalidOptionError | UnknownColumnError} for columns that are not there, or in both lists
 * @throws {MetricInputError} when numbers or datetimes cannot be read, or are infinite
 */
export const disclosureProtection = (
  training: Table,
  synthetic: Table,
  options: DisclosureProtectionOptions,
): DisclosureProtection => {
  check(options);
  if (training.rows === 0 || synthetic.rows === 0) throw new EmptyTableError('disclosureProtection');
  const { known, sensitive, method = 'cap', bins = 10, confidence = 0.95 } = options;
  const { columns } = singleTable(options.metadata ?? detectMetadata(training).metadata);
  const codesOf = (names: readonly string[]): readonly JointCodes[] =>
    names.map((name) => columnCodes(training, synthetic, name, columns[name] ?? { sdtype: 'categorical' }, bins));
  const secrets = codesOf(sensitive);
  const baseline = 1 - 1 / secrets.reduce((product, { real }) => product * distinct(real), 1);
  const keys = tupleCodes(codesOf(known));
  const both = tupleCodes([keys, tupleCodes(secrets)]);

  const withKey = new Float64Array(keys.size);
  const withBoth = new Float64Array(both.size);
  for (const code of keys.synthetic) withKey[code]!++;
  for (const code of both.synthetic) withBoth[code]!++;
  let [matched, right] = [0, 0];
  for (let row = 0; row < training.rows; row++) {
    const candidates = withKey[keys.real[row]!]!;
    if (candidates === 0) continue;
    matched++;
    right += withBoth[both.real[row]!]! / candidates;
  }
  const tried = method === 'cap' ? matched : training.rows;
  const found = { baseline, matched, rows: training.rows };
  if (tried === 0) {
    const because = 'no synthetic row has the known values of any training row';
    return { score: notComputable(because), protection: null, ...found };
  }
  const protection = 1 - right / tried;
  if (baseline === 0) {
    const because = 'the sensitive columns hold a single combination of values in training';
    return { score: notComputable(because), protection, ...found };
  }
  const { low, high } = wilsonInterval(Math.min(right, tried), tried, confidence);
  const score = (guessed: number): number => Math.min(1, (1 - guessed) / baseline);
  const interval = { low: score(high), high: score(low), confidence, method: 'Wilson over training rows' };
  return { score: { value: score(right / tried), interval }, protection, ...found };
};
