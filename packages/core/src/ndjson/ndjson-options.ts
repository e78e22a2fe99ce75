import type { ColumnSpecs } from '../table/column-spec.js';

/** How NDJSON (one JSON object a line, UTF-8) is read. */
export interface NdjsonReadOptions {
  /** Types by column name; columns not named here take the type of their first value that is present. */
  readonly types?: ColumnSpecs;
  /** Longest line in bytes. @default 16 MiB */
  readonly maxLineBytes?: number;
}

/** {@link NdjsonReadOptions} for text that is in memory or comes from a stream. */
export interface NdjsonParseOptions extends NdjsonReadOptions {
  /** What errors call the text. @default 'NDJSON' */
  readonly file?: string;
}

export type ResolvedNdjsonOptions = Required<Omit<NdjsonParseOptions, 'types'>> & Pick<NdjsonParseOptions, 'types'>;

export const resolveNdjsonOptions = ({
  types,
  maxLineBytes = 16 * 1024 * 1024,
  file = 'NDJSON',
}: NdjsonParseOptions = {}): ResolvedNdjsonOptions => ({
  maxLineBytes,
  file,
  ...(types === undefined ? {} : { types }),
});
