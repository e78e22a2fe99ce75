import type { EncodedSchema, EncodedValues } from '../encoding/encoded-table.js';
import { MetricInputError } from '../errors/metric-input-error.js';
import { type Contingency, contingency, contingencyDistance } from './contingency.js';
import { correlationSimilarityOf } from './correlation-similarity.js';
import { cramersV } from './cramers-v.js';
import { type ComparedColumn, comparedColumns, decodedNumbers, type Range } from './encoded-columns.js';
import { binCodes, equalWidthBins } from './equal-width-bins.js';
import { largestDistance, sortedAndRounded } from './ks-complement.js';
import { tvComplementOf } from './tv-complement.js';

/** What SDMetrics' reports ask of a pair of real columns before it counts. */
const THRESHOLDS = { correlation: 0.5, association: 0.3 };
/** Pairs looked at between two pauses. */
const PAIRS_AT_ONCE = 500;

/** 0 to 1 each; NaN where nothing can be compared. */
export interface EncodedScores {
  /** The mean of the two others, of those that exist. */
  readonly score: number;
  readonly columnShapes: number;
  readonly columnPairTrends: number;
}

/** Compares sampled rows with rows held out. */
export interface EncodedQuality {
  /** @param columns - sampled rows, one array a column of the schema */
  compare(columns: readonly EncodedValues[]): EncodedScores;
}

export interface EncodedQualityOptions {
  /** Bounds that decoding keeps values in, one a column of the schema; null for none. @default all null */
  readonly ranges?: readonly (Range | null)[];
  /** Awaited now and then while the rows held out are prepared. */
  readonly pause?: () => Promise<void>;
}

const once = <Value>(compute: () => Value): (() => Value) => {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: compute() };
    return made.value;
  };
};

/** NaN where the metric is not defined for these values. */
const orNaN = (compute: () => number): number => {
  try {
    return compute();
  } catch (error) {
    if (error instanceof MetricInputError) return Number.NaN;
    throw error;
  }
};

const mean = (values: readonly number[]): number => {
  const present = values.filter((value) => !Number.isNaN(value));
  return present.reduce((sum, value) => sum + value, 0) / present.length;
};

/** One column of one table, each of its forms made when first asked for. */
interface Form {
  readonly column: ComparedColumn;
  /** Continuous columns only. */
  numbers(): Float64Array;
  sorted(): Float64Array;
  /** Categories, missing values among them; of continuous columns the bins. @throws {MetricInputError} */
  codes(): Int32Array;
}

const formOf = (
  column: ComparedColumn,
  columns: readonly EncodedValues[],
  range: Range | null,
  side: 'real' | 'synthetic',
): Form => {
  const numbers = once(() =>
    column.kind === 'continuous' ? decodedNumbers(column, columns, range) : new Float64Array(0),
  );
  return {
    column,
    numbers,
    sorted: once(() => sortedAndRounded(numbers(), false)),
    codes: once(() =>
      column.kind === 'discrete'
        ? (columns[column.index] as Int32Array)
        : equalWidthBins(numbers(), column.spec.name, side),
    ),
  };
};

const codesOf = (column: ComparedColumn): number => (column.kind === 'discrete' ? column.spec.cardinality : binCodes);

/** KSComplement or TVComplement. */
const shape = (real: Form, synthetic: Form): number => {
  const { column } = real;
  if (column.kind === 'continuous') {
    const [a, b] = [real.sorted(), synthetic.sorted()];
    return a.length === 0 || b.length === 0 ? Number.NaN : 1 - largestDistance(a, b);
  }
  const { cardinality, missingCode } = column.spec;
  const size = missingCode === undefined ? cardinality + 1 : cardinality;
  return orNaN(() => tvComplementOf({ real: real.codes(), synthetic: synthetic.codes(), size }));
};

const tableOf = (first: Form, second: Form): Contingency =>
  contingency(first.codes(), second.codes(), codesOf(first.column), codesOf(second.column));

/** How a pair of sampled columns compares with the real pair. */
type Trend = (first: Form, second: Form) => number;

/** The trend of a real pair; null where it has none that counts. */
const trendOf = (first: Form, second: Form): Trend | null => {
  if (first.column.kind === 'continuous' && second.column.kind === 'continuous') {
    const against = (a: Form, b: Form): number =>
      orNaN(
        () =>
          correlationSimilarityOf(
            { real: first.numbers(), synthetic: a.numbers(), origin: 0n, integer: false },
            { real: second.numbers(), synthetic: b.numbers(), origin: 0n, integer: false },
            { threshold: THRESHOLDS.correlation },
          ).score,
      );
    return Number.isNaN(against(first, second)) ? null : against;
  }
  let real: Contingency;
  try {
    real = tableOf(first, second);
  } catch (error) {
    if (error instanceof MetricInputError) return null;
    throw error;
  }
  if (!(cramersV(real) > THRESHOLDS.association)) return null;
  return (a, b) => orNaN(() => Math.max(0, 1 - contingencyDistance(real, tableOf(a, b))));
};

/**
 * Quality of encoded rows as SDMetrics' quality report has it of tables: Column Shapes, and Column Pair Trends at thresholds .5 and
 * .3, on the columns that a method models. What depends on the rows held out alone is computed once.
 * @param held - rows held out, one array a column of the schema
 */
export const createEncodedQuality = async (
  schema: EncodedSchema,
  held: readonly EncodedValues[],
  { ranges = [], pause = async () => {} }: EncodedQualityOptions = {},
): Promise<EncodedQuality> => {
  const compared = comparedColumns(schema);
  const formsOf = (columns: readonly EncodedValues[], side: 'real' | 'synthetic'): Form[] =>
    compared.map((column) => formOf(column, columns, ranges[column.index] ?? null, side));
  const real = formsOf(held, 'real');
  const trends: { readonly first: number; readonly second: number; readonly trend: Trend }[] = [];
  let pairs = 0;
  for (let first = 0; first < real.length; first++) {
    for (let second = first + 1; second < real.length; second++) {
      const trend = trendOf(real[first]!, real[second]!);
      if (trend) trends.push({ first, second, trend });
      if (++pairs % PAIRS_AT_ONCE === 0) await pause();
    }
  }
  return {
    compare(columns) {
      const synthetic = formsOf(columns, 'synthetic');
      const columnShapes = mean(real.map((form, i) => shape(form, synthetic[i]!)));
      const columnPairTrends = mean(
        trends.map(({ first, second, trend }) => trend(synthetic[first]!, synthetic[second]!)),
      );
      return { score: mean([columnShapes, columnPairTrends]), columnShapes, columnPairTrends };
    },
  };
};
