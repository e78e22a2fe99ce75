import type { Metadata } from './metadata.js';

const columnKeys = ['sdtype', 'computer_representation', 'datetime_format', 'order', 'order_by', 'regex_format', 'pii'];
const tableKeys = ['primary_key', 'alternate_keys', 'columns'];
const topKeys = ['tables', 'relationships', 'METADATA_SPEC_VERSION'];

/** The known keys first, in a fixed order, then the others in their own. */
const arrange = (object: object, keys: readonly string[]): Record<string, unknown> => {
  const entries = new Map<string, unknown>(Object.entries(object));
  const known = keys.filter((key) => entries.has(key));
  return Object.fromEntries(
    [...known, ...[...entries.keys()].filter((key) => !keys.includes(key))].map((key) => [key, entries.get(key)]),
  );
};

const mapValues = (object: object, change: (value: object) => object): object =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value as object)]));

/** Metadata as JSON in SDV's `V1` layout, indented by 4 spaces; the same metadata always give the same text. */
export const formatMetadata = (metadata: Metadata): string =>
  JSON.stringify(
    arrange(
      {
        relationships: [],
        ...metadata,
        tables: mapValues(metadata.tables, (table) =>
          arrange(
            {
              ...table,
              columns: mapValues((table as { columns: object }).columns, (column) => arrange(column, columnKeys)),
            },
            tableKeys,
          ),
        ),
      },
      topKeys,
    ),
    null,
    4,
  );
