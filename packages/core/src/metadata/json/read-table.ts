import { InvalidMetadataError } from '../../errors/invalid-metadata-error.js';
import type { Warning } from '../../synthesizer/fit-report.js';
import type { TableMetadata } from '../metadata.js';
import { isModelled } from '../sdtypes.js';
import { columnMetadata } from '../table-metadata.js';
import { asList, asObject, asText, own } from './json-object.js';
import { readColumn } from './read-column.js';
import { losesRanges } from './second-version.js';

const tableKeys = new Set(['columns', 'primary_key', 'alternate_keys']);

/** SDV writes a key as a name, or as a list of names where several columns make it up. */
const readKey = (value: unknown, place: string): string => {
  if (!Array.isArray(value)) return asText(value, place);
  if (value.length !== 1)
    throw new InvalidMetadataError(
      place,
      'a key of several columns is not supported; name one column, or none and take the key out',
    );
  return asText(value[0], place);
};

const checkKey = (table: TableMetadata, column: string, place: string): void => {
  const metadata = columnMetadata(table, column);
  if (!metadata) throw new InvalidMetadataError(place, `there is no column "${column}"`);
  if (isModelled(metadata.sdtype) || metadata.sdtype === 'unknown')
    throw new InvalidMetadataError(
      place,
      `column "${column}" is ${metadata.sdtype}; a key has to be an id or a kind of personal data`,
    );
};

/**
 * One table, checked. What is not known or not used is kept and warned of; the ranges of SDV's `V2` layout are left out
 * and warned of.
 * @throws {InvalidMetadataError}
 */
export const readTable = (value: unknown, place: string, warn: (warning: Warning) => void): TableMetadata => {
  const source = asObject(value, place);
  const unused = (path: string, column?: string): void =>
    warn({
      code: 'metadata-key-unused',
      message: `The metadata at ${path} mean nothing here: they are kept and not used.`,
      ...(column === undefined ? {} : { column }),
    });
  const given = asObject(own(source, 'columns'), `${place}.columns`);
  const columns = Object.fromEntries(
    Object.entries(given).map(([name, column]) => {
      const path = `${place}.columns.${name}`;
      return [name, readColumn(column, path, (key) => unused(`${path}.${key}`, name))];
    }),
  );
  const ranged = Object.values(given).filter(losesRanges).length;
  if (ranged > 0)
    warn({
      code: 'metadata-ranges-not-kept',
      message: `The ranges and values that the metadata give for ${ranged} ${ranged === 1 ? 'column' : 'columns'} were not taken over: they are learned from the table.`,
    });
  for (const key of Object.keys(source)) if (!tableKeys.has(key)) unused(`${place}.${key}`);

  const primary = own(source, 'primary_key') ?? undefined;
  const alternate = own(source, 'alternate_keys') ?? undefined;
  const table: TableMetadata = {
    ...source,
    columns,
    ...(primary === undefined ? {} : { primary_key: readKey(primary, `${place}.primary_key`) }),
    ...(alternate === undefined
      ? {}
      : {
          alternate_keys: asList(alternate, `${place}.alternate_keys`).map((key, i) =>
            readKey(key, `${place}.alternate_keys[${i}]`),
          ),
        }),
  };
  if (table.primary_key !== undefined) checkKey(table, table.primary_key, `${place}.primary_key`);
  for (const [i, key] of (table.alternate_keys ?? []).entries()) {
    checkKey(table, key, `${place}.alternate_keys[${i}]`);
    if (key === table.primary_key || table.alternate_keys!.indexOf(key) < i)
      throw new InvalidMetadataError(`${place}.alternate_keys[${i}]`, `column "${key}" is a key already`);
  }
  return table;
};
