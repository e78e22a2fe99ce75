import type { Metadata } from '../metadata/metadata.js';

/** Something the caller should know that did not stop the work. */
export interface Warning {
  /** Stable identifier, such as 'categories-not-kept'. */
  readonly code: string;
  readonly message: string;
  readonly column?: string;
}

/** Real values that the model's learned bounds cut off (trimExtremes; CTGAN's ±.99). */
export interface Clip {
  readonly column: string;
  readonly count: number;
  /** count / rows. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Categories seen fewer than `rareBelow` times; their rows count toward the remaining ones. Values are never listed. */
export interface CategoriesNotKept {
  readonly column: string;
  readonly categories: number;
  readonly rows: number;
  readonly share: number;
}

/** What `fit` did; plain JSON. */
export interface FitReport {
  readonly method: string;
  readonly rows: number;
  readonly columns: number;
  /** The metadata that was used, detected or given. */
  readonly metadata: Metadata;
  readonly warnings: readonly Warning[];
  readonly clips: readonly Clip[];
  readonly categoriesNotKept: readonly CategoriesNotKept[];
  /** Loss history by name, one value an epoch; empty for methods that have none. */
  readonly losses: Readonly<Record<string, readonly number[]>>;
  /** Seconds by phase. */
  readonly seconds: Readonly<Record<string, number>>;
  /** What the method wants to show of itself (chosen marginals, ranks repaired, …); plain JSON. */
  readonly details: Readonly<Record<string, unknown>>;
}
