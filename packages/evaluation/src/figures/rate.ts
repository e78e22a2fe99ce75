import { type ComputedFigure, type NotComputable, notComputable } from './figure.js';
import { wilsonInterval } from './wilson-interval.js';

/** A share of rows, or of attempts. */
export interface ComputedRate extends ComputedFigure {
  readonly successes: number;
  readonly trials: number;
}

export type Rate = ComputedRate | NotComputable;

/** The rate with its Wilson interval; not computable without a single trial. */
export const rate = (successes: number, trials: number, confidence: number): Rate =>
  trials === 0
    ? notComputable('there is no row to count')
    : { value: successes / trials, interval: wilsonInterval(successes, trials, confidence), successes, trials };
