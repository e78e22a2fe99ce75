/** How numbers are stored, in SDV's words. */
export type ComputerRepresentation =
  | 'Float'
  | 'Float32'
  | 'Float64'
  | 'Int8'
  | 'Int16'
  | 'Int32'
  | 'Int64'
  | 'UInt8'
  | 'UInt16'
  | 'UInt32'
  | 'UInt64';

/** The statistical types; every other sdtype names a kind of personal data (Faker's function names). */
export type ModelledSdtype = 'numerical' | 'categorical' | 'boolean' | 'datetime';

/**
 * One column as SDV's `V1` metadata describes it.
 * `sdtype` is numerical, categorical, boolean, datetime, id, unknown, or a personal-data kind such as email,
 * phone_number, name, address, ssn, ipv4_address.
 */
export interface ColumnMetadata {
  readonly sdtype: string;
  readonly computer_representation?: ComputerRepresentation;
  /** strftime pattern. */
  readonly datetime_format?: string;
  /** Categories in their order; makes the column ordinal. */
  readonly order?: readonly (string | number | boolean)[];
  readonly order_by?: 'alphabetical' | 'numerical_value';
  readonly regex_format?: string;
  readonly pii?: boolean;
}

export interface TableMetadata {
  readonly columns: Readonly<Record<string, ColumnMetadata>>;
  readonly primary_key?: string;
  readonly alternate_keys?: readonly string[];
}

/** Metadata in SDV's `V1` layout: exactly what `Metadata.save_to_json` writes and `load_from_json` reads. */
export interface Metadata {
  readonly METADATA_SPEC_VERSION: 'V1';
  readonly tables: Readonly<Record<string, TableMetadata>>;
  readonly relationships?: readonly unknown[];
}
