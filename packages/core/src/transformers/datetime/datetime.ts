import type { Transformer } from '../transformer.js';
import { DatetimeFit } from './datetime-fit.js';
import { type DatetimeContent, fittedDatetime } from './fitted-datetime.js';

/**
 * Times as one continuous column: steps (days, hours, …, the coarsest that fits all values) since 1970, with a discrete
 * column beside it where values are missing and another where times are written in several ways (time zone offsets,
 * digits of a second). Text comes back in its format; timestamps in their unit. Clips are reported in milliseconds since
 * 1970.
 * @throws {TransformError} for a value that does not match the format
 * @throws {InvalidMetadataError} for a format that is missing or not supported
 */
export const datetime: Transformer = {
  contract: 1,
  name: 'datetime',
  start: (context) => new DatetimeFit(context),
  restore: ({ content }) => fittedDatetime(content as DatetimeContent),
};
