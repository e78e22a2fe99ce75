import { InvalidMetadataError } from '../../errors/invalid-metadata-error.js';
import { tokenizePattern } from '../datetime-pattern.js';
import type { ColumnMetadata, ComputerRepresentation } from '../metadata.js';
import { asList, asObject, asOneOf, asText, type JsonObject, own } from './json-object.js';
import { fromSecondVersion } from './second-version.js';

const representations: readonly ComputerRepresentation[] = [
  'Float',
  'Float32',
  'Float64',
  'Int8',
  'Int16',
  'Int32',
  'Int64',
  'UInt8',
  'UInt16',
  'UInt32',
  'UInt64',
];

/** The keys that mean something, by sdtype; personal data and `unknown` take `pii`. */
const keysOf: Readonly<Record<string, readonly string[]>> = {
  numerical: ['computer_representation'],
  categorical: ['order', 'order_by'],
  boolean: [],
  datetime: ['datetime_format'],
  id: ['regex_format', 'pii'],
};

type Reader = (value: unknown, place: string) => unknown;

const readers: Readonly<Record<string, Reader>> = {
  sdtype: asText,
  computer_representation: (value, place) => asOneOf(value, representations, place),
  datetime_format: (value, place) => {
    const pattern = asText(value, place);
    try {
      tokenizePattern(pattern);
    } catch (error) {
      throw error instanceof InvalidMetadataError ? new InvalidMetadataError(place, error.problem) : error;
    }
    return pattern;
  },
  order: (value, place) => {
    const order = asList(value, place);
    if (order.some((category) => !['string', 'number', 'boolean'].includes(typeof category)))
      throw new InvalidMetadataError(place, 'it can hold texts, numbers and truth values only');
    if (new Set(order).size < order.length) throw new InvalidMetadataError(place, 'a category stands in it twice');
    return order;
  },
  order_by: (value, place) => asOneOf(value, ['alphabetical', 'numerical_value'], place),
  regex_format: (value, place) => {
    const regex = asText(value, place);
    try {
      new RegExp(regex);
    } catch (error) {
      throw new InvalidMetadataError(place, `"${regex}" is no regular expression`, error);
    }
    return regex;
  },
  pii: (value, place) => {
    if (typeof value !== 'boolean') throw new InvalidMetadataError(place, 'it has to be true or false');
    return value;
  },
};

/**
 * One column, checked. Keys that mean nothing for its sdtype are kept as they are and handed to `unused`.
 * @throws {InvalidMetadataError}
 */
export const readColumn = (value: unknown, place: string, unused: (key: string) => void): ColumnMetadata => {
  const column: JsonObject = fromSecondVersion(asObject(value, place));
  const sdtype = asText(own(column, 'sdtype'), `${place}.sdtype`);
  const known = Object.hasOwn(keysOf, sdtype) ? keysOf[sdtype]! : ['pii'];
  const entries = Object.entries(column).map(([key, entry]) => {
    if (key !== 'sdtype' && !known.includes(key)) unused(key);
    return [key, Object.hasOwn(readers, key) ? readers[key]!(entry, `${place}.${key}`) : entry] as const;
  });
  return Object.fromEntries(entries) as unknown as ColumnMetadata;
};
