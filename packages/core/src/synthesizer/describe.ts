import type { Metadata } from '../metadata/metadata.js';

/** One column as the model holds it. */
export interface ColumnDescription {
  readonly name: string;
  readonly sdtype: string;
  /** The transformer that prepares and restores it. */
  readonly transformer: string;
  /** Whether the method models it; other columns are generated. */
  readonly modelled: boolean;
  /**
   * What is held of the real values: `bounds` of numbers and dates, `values` that are kept as they are (categories, and
   * numbers and dates the method keeps, whole), what is known of the pattern of generated columns.
   */
  readonly held: Readonly<Record<string, unknown>>;
}

/** What a fitted model is and what it keeps of the real rows; plain JSON. */
export interface ModelDescription {
  readonly method: string;
  readonly packageVersion: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Rows it was fitted on. */
  readonly rows: number;
  readonly metadata: Metadata;
  readonly columns: readonly ColumnDescription[];
  /** The method's own parameters. */
  readonly parameters: Readonly<Record<string, unknown>>;
}
