import type { Column, ColumnMetadata } from '@cvd/core';
import { type NumericPair, numericPair } from '@cvd/core/metrics';
import { datetimeColumn } from './datetime-column.js';

/**
 * A column of both tables as numbers; times by the metadata's format.
 * @param place - what errors name
 * @throws {MetricInputError}
 */
export const columnNumbers = (real: Column, synthetic: Column, metadata: ColumnMetadata, place: string): NumericPair =>
  metadata.sdtype === 'datetime'
    ? numericPair(
        datetimeColumn(real, metadata, place, 'real'),
        datetimeColumn(synthetic, metadata, place, 'synthetic'),
        place,
      )
    : numericPair(real, synthetic, place);
