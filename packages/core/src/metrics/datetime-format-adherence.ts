import { datetimeFormat } from '../metadata/datetime-format.js';
import type { Column } from '../table/column.js';
import { countMatching } from './column-text.js';
import type { MetricDescription, MetricResult } from './metric.js';

/**
 * DatetimeFormatAdherence: the share of synthetic values that can be read by the strftime pattern; missing values count
 * as readable. NaN when the synthetic column holds timestamps instead of text, or no rows.
 * Throws {@link InvalidMetadataError} when the pattern has a directive that is not supported.
 */
export const datetimeFormatAdherence: MetricDescription & {
  compute(real: Column, synthetic: Column, options: { readonly format: string }): MetricResult;
} = {
  name: 'DatetimeFormatAdherence',
  goal: 'maximize',
  minValue: 0,
  maxValue: 1,
  compute: (_real, synthetic, options) => {
    if (synthetic.type === 'timestamp' || synthetic.length === 0) return { score: Number.NaN };
    const format = datetimeFormat(options.format);
    const { matching, missing } = countMatching(synthetic, (text) => format.parse(text) !== null);
    return { score: (matching + missing) / synthetic.length };
  },
};
