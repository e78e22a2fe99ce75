import { counted } from '../detect/evidence.js';
import type { Violation, ViolationRule } from './violation.js';

const mostSamples = 3;

/** Gathers the rows that break one rule in one column. */
export class Finding {
  readonly #samples = new Set<string>();
  #count = 0;
  #firstRow: number | null = null;

  /** @param problem - what is wrong with the values, a clause: "are no numbers" */
  constructor(
    readonly column: string,
    readonly rule: ViolationRule,
    readonly problem: string,
  ) {}

  /** @param sample - the value as it may be shown; not asked for once there are three */
  add(row: number, sample: () => string): void {
    this.#count++;
    this.#firstRow ??= row;
    if (this.#samples.size < mostSamples) this.#samples.add(sample());
  }

  finish(): Violation | null {
    if (this.#count === 0) return null;
    const samples = [...this.#samples];
    const shown = samples.length === 0 ? '' : `: ${samples.map((sample) => JSON.stringify(sample)).join(', ')}`;
    return {
      column: this.column,
      rule: this.rule,
      count: this.#count,
      samples,
      firstRow: this.#firstRow,
      message: `"${this.column}": ${counted(this.#count, 'value')} ${this.problem} (first in row ${this.#firstRow})${shown}.`,
    };
  }
}

/** A violation by the column as a whole. */
export const columnViolation = (column: string, rule: ViolationRule, problem: string): Violation => ({
  column,
  rule,
  count: 0,
  samples: [],
  firstRow: null,
  message: `"${column}" ${problem}.`,
});
