import type { Interval } from '../figures/figure.js';

/** One figure held against its threshold. */
export interface GateCheck {
  /** Of the figure, with an entry's name in place of `*`. */
  readonly key: string;
  /** null where it was not computed. */
  readonly value: number | null;
  /** Present where the figure has one. */
  readonly interval?: Interval;
  /** The bounds as numbers; null where a bound is of a figure that was not computed. */
  readonly threshold: {
    readonly min?: number | null;
    readonly max?: number | null;
    readonly by: 'value' | 'interval';
  };
  readonly passed: boolean;
  /** Why it did not pass, or why it passed without a figure. Lower case, without a full stop. */
  readonly because?: string;
  /** The gate's own `why`. */
  readonly why?: string;
}

/** What a gate says of a report. Plain JSON. */
export interface GateResult {
  /** Whether every check passed. */
  readonly passed: boolean;
  /** In the order of the gate. */
  readonly checks: readonly GateCheck[];
}
