import { InvalidMetadataError } from '../errors/invalid-metadata-error.js';
import type { Warning } from '../synthesizer/fit-report.js';
import { asObject, type JsonObject, own } from './json/json-object.js';
import { readTable } from './json/read-table.js';
import type { Metadata } from './metadata.js';

export interface ParseMetadataOptions {
  /** The table to take where there are several; the table's name where the layout has none (`SINGLE_TABLE_V1`). @default the only one, or 'table' */
  readonly table?: string;
  /** Told of everything that is kept and not used, and of what is not taken over. */
  readonly onWarning?: (warning: Warning) => void;
}

const fromText = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new InvalidMetadataError('the beginning', `it is no JSON (${(error as Error).message})`, error);
  }
};

const chooseTable = (tables: JsonObject, wanted: string | undefined): string => {
  const names = Object.keys(tables);
  if (names.length === 0) throw new InvalidMetadataError('tables', 'there is none');
  if (wanted === undefined && names.length > 1)
    throw new InvalidMetadataError('tables', `there are ${names.length} (${names.join(', ')}); name the one to use`);
  const name = wanted ?? names[0]!;
  if (!Object.hasOwn(tables, name))
    throw new InvalidMetadataError('tables', `there is no table "${name}"; there are: ${names.join(', ')}`);
  return name;
};

const topKeys = new Set(['METADATA_SPEC_VERSION', 'tables', 'relationships']);

/**
 * Reads metadata as SDV writes them: the layouts `V1` and `V2`, and the older `SINGLE_TABLE_V1` and `MULTI_TABLE_V1`. Of
 * several tables one is taken, and the relationships with it left out. The result is always `V1`.
 * @param input - JSON text, or what `JSON.parse` made of it
 * @throws {InvalidMetadataError} naming the place, for anything that cannot be used as it stands
 */
export const parseMetadata = (
  input: unknown,
  { table: wanted, onWarning = () => {} }: ParseMetadataOptions = {},
): Metadata => {
  const source = asObject(typeof input === 'string' ? fromText(input) : input, 'the top');
  const version = own(source, 'METADATA_SPEC_VERSION');
  if (version === 'SINGLE_TABLE_V1') {
    const { METADATA_SPEC_VERSION: _, ...rest } = source;
    const name = wanted ?? 'table';
    const tables = Object.fromEntries([[name, readTable(rest, `tables.${name}`, onWarning)]]);
    return { tables, relationships: [], METADATA_SPEC_VERSION: 'V1' };
  }
  if (version !== 'V1' && version !== 'V2' && version !== 'MULTI_TABLE_V1')
    throw new InvalidMetadataError(
      'METADATA_SPEC_VERSION',
      `${version === undefined ? 'it is missing' : `it is ${JSON.stringify(version)}`}; V1, V2, SINGLE_TABLE_V1 and MULTI_TABLE_V1 can be read`,
    );
  const tables = asObject(own(source, 'tables'), 'tables');
  const name = chooseTable(tables, wanted);
  const others = Object.keys(tables).length - 1;
  if (others > 0)
    onWarning({
      code: 'metadata-tables-left-out',
      message: `The metadata describe ${others + 1} tables; only "${name}" was taken, without its relationships.`,
    });
  for (const key of Object.keys(source))
    if (!topKeys.has(key))
      onWarning({
        code: 'metadata-key-unused',
        message: `The metadata at ${key} mean nothing here: they are kept and not used.`,
      });
  const relationships = others > 0 ? [] : (own(source, 'relationships') ?? []);
  if (!Array.isArray(relationships)) throw new InvalidMetadataError('relationships', 'a list is needed');
  return {
    ...source,
    tables: Object.fromEntries([[name, readTable(tables[name], `tables.${name}`, onWarning)]]),
    relationships,
    METADATA_SPEC_VERSION: 'V1',
  };
};
