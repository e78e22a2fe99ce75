import {
  type Column,
  type ColumnMetadata,
  keyColumns,
  MetricInputError,
  type Table,
  type TableMetadata,
} from '@cvd/core';
import {
  boundaryAdherenceOf,
  categoryAdherence,
  datetimeFormatAdherence,
  keyUniqueness,
  regexFormatAdherence,
} from '@cvd/core/metrics';
import { attempt } from './attempt.js';
import type { Checkpoint } from './checkpoint.js';
import { columnNumbers } from './column-numbers.js';
import type { ColumnScore } from './column-shapes.js';
import { meanScore, orNull } from './mean-score.js';
import { shapeOf } from './prepared-column.js';
import { columnEntries } from './table-metadata.js';

/** Whether the synthetic values are such as the real table could hold. */
export interface DataValidity {
  /** Mean of the scores below; null when there is none. */
  readonly score: number | null;
  /** One entry for each column and metric; ids that are no key and have no pattern have none. */
  readonly columns: readonly ColumnScore[];
}

type Judgement = readonly [metric: string, compute: (real: Column, synthetic: Column) => number];

const boundary = (place: string, metadata: ColumnMetadata): Judgement => [
  'BoundaryAdherence',
  (real, synthetic) => boundaryAdherenceOf(columnNumbers(real, synthetic, metadata, place)),
];

/** What a column is judged by. */
const judgements = (name: string, metadata: ColumnMetadata, isKey: boolean): readonly Judgement[] => {
  const { sdtype, datetime_format: format, regex_format: pattern } = metadata;
  if (sdtype === 'numerical') return [boundary(`Column "${name}"`, metadata)];
  if (sdtype === 'datetime')
    return [
      boundary(`Column "${name}"`, metadata),
      ...(format === undefined
        ? []
        : [
            [
              'DatetimeFormatAdherence',
              (real, synthetic) => datetimeFormatAdherence.compute(real, synthetic, { format }).score,
            ] satisfies Judgement,
          ]),
    ];
  if (shapeOf(metadata) === 'discrete')
    return [['CategoryAdherence', (real, synthetic) => categoryAdherence.compute(real, synthetic).score]];
  const unique: Judgement = ['KeyUniqueness', (real, synthetic) => keyUniqueness.compute(real, synthetic).score];
  return [
    ...(isKey ? [unique] : []),
    ...(sdtype === 'id' && pattern !== undefined
      ? [
          [
            'RegexFormatAdherence',
            (real, synthetic) => regexFormatAdherence.compute(real, synthetic, { pattern }).score,
          ] satisfies Judgement,
        ]
      : []),
  ];
};

const columnOf = (table: Table, name: string, side: 'real' | 'synthetic', metric: string): Column => {
  if (!table.has(name)) throw new MetricInputError(metric, 'missing', side, name);
  return table.column(name);
};

/** Data Validity of SDMetrics' diagnostic report. A column that a table lacks has no score. */
export const dataValidity = async (
  real: Table,
  synthetic: Table,
  metadata: TableMetadata,
  checkpoint: Checkpoint,
): Promise<DataValidity> => {
  const keys = keyColumns(metadata);
  const columns: ColumnScore[] = [];
  for (const [name, column] of columnEntries(metadata)) {
    for (const [metric, compute] of judgements(name, column, keys.includes(name))) {
      const { value = Number.NaN, error } = attempt(() =>
        compute(columnOf(real, name, 'real', metric), columnOf(synthetic, name, 'synthetic', metric)),
      );
      columns.push({ column: name, metric, score: orNull(value), ...(error !== undefined && { error }) });
    }
    await checkpoint('data validity');
  }
  return { score: meanScore(columns.map(({ score }) => score)), columns };
};
