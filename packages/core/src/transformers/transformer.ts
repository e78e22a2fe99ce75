import type { Condition } from '../conditions/condition.js';
import type { EncodedColumnSpec, EncodedConstraint, EncodedValues } from '../encoding/encoded-table.js';
import type { ColumnMetadata } from '../metadata/metadata.js';
import type { Tensor } from '../model-file/model-file.js';
import type { RandomSource } from '../random/random-source.js';
import type { CategoriesNotKept, Clip, Warning } from '../synthesizer/fit-report.js';
import type { Column } from '../table/column.js';

/** Settings of core that every method has (see `preparationOptions`). */
export interface PreparationSettings {
  /** Categories of text columns seen fewer times are not kept; 0 keeps all. @default 5 */
  readonly rareBelow: number;
  /** Learned bounds are the 5th value from each end in columns of more than 100 distinct values. @default true */
  readonly trimExtremes: boolean;
  /** Locale of generated personal data, as Faker names it. @default 'en_US' */
  readonly locale: string;
}

export interface TransformerContext {
  /** The table column. */
  readonly column: string;
  readonly metadata: ColumnMetadata;
  /** Whether values must be unique (primary or alternate key). */
  readonly unique: boolean;
  readonly settings: PreparationSettings;
  /** Randomness of this column's preparation (replacement of categories not kept), keyed by row. */
  readonly random: RandomSource;
  warn(warning: Warning): void;
  clip(clip: Clip): void;
  categoriesNotKept(entry: CategoriesNotKept): void;
}

/**
 * Turns one table column into encoded columns (possibly none: ids, personal data and constants are generated, not
 * modelled) and back. Missing values of numerical and datetime columns become a discrete column of role 'missing', so
 * that their share and their dependence on other columns are modelled; in categories and booleans missing is a code.
 */
export interface Transformer {
  readonly contract: 1;
  readonly name: string;
  /** Begins one streaming pass over the column; memory stays bounded. */
  start(context: TransformerContext): TransformerFit;
  restore(saved: SavedTransformer): FittedTransformer;
}

export interface TransformerFit {
  /** Consecutive pieces of the column. @throws {CvdError} for a value that cannot be used, with its row */
  add(column: Column): void;
  finish(): FittedTransformer;
}

/** Counts the values of one column that encoding changes. */
export interface ChangeCounter {
  /** Consecutive pieces of the column. */
  add(column: Column): void;
  finish(): {
    /** Values outside the learned bounds, which are encoded as these; null for none. */
    readonly clipped: Omit<Clip, 'column' | 'share'> | null;
    /** Categories that are replaced by others; null for none. */
    readonly notKept: Omit<CategoriesNotKept, 'column' | 'share'> | null;
  };
}

export interface FittedTransformer {
  /** Name of the transformer that restores it. */
  readonly name: string;
  /** What `encode` yields; empty for generated columns. */
  readonly specs: readonly EncodedColumnSpec[];
  /**
   * Loads what `decode` needs (Faker); awaited after `finish` and after `restore`, before anything else is called.
   * @throws {MissingPeerError} where the model was fitted with a package that is not installed
   */
  prepare?(): Promise<void>;
  /** How many rows (0 … capacity−1) can be made, where a key's pattern limits them. */
  readonly capacity?: number;
  /**
   * @param firstRow - index of the piece's first row in the whole table (randomness is keyed by it)
   * @returns one array a spec, each as long as the piece
   */
  encode(column: Column, firstRow: number): EncodedValues[];
  /** For rows the transformer was not fitted on; left out where encoding changes no value. */
  countChanges?(): ChangeCounter;
  /**
   * @param encoded - one array a spec
   * @param rows - row indices of the sample, for generated values
   * @param random - the sampling seed's source for this column
   */
  decode(encoded: readonly EncodedValues[], rows: Float64Array, random: RandomSource): Column;
  /**
   * Constraints on this transformer's encoded columns (`column` counts its own specs), such that every encoded value
   * that meets them decodes to a value that meets all `conditions`. Empty where the conditions always hold.
   * @throws {ImpossibleConditionError} where no value can meet them
   * @throws {ConditionsUnsupportedError} for generated columns
   */
  constrain(conditions: readonly Condition[]): readonly EncodedConstraint[];
  /** Which real values are held, for `cvd info`: e.g. { categories: 6 } or { bounds: [91, 241] }. */
  held(): Readonly<Record<string, unknown>>;
  save(): SavedTransformer;
}

export interface SavedTransformer {
  readonly name: string;
  readonly content: unknown;
  readonly tensors: Readonly<Record<string, Tensor>>;
}
