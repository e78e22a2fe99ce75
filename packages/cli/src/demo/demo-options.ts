import type { Console } from '../output/console.js';

/** What the demos get. */
export interface DemoContext {
  readonly console: Console;
  readonly signal: AbortSignal;
  /** Where the files go. */
  readonly out: string;
  readonly seed: number;
  /** Options of the method. */
  readonly settings: Readonly<Record<string, unknown>>;
}
