const second = 1_000_000_000n;

/** Steps that times may keep to, in nanoseconds, from the coarsest: day, hour, minute, second and its decimal parts. */
const steps = [
  86_400n * second,
  3600n * second,
  60n * second,
  ...Array.from({ length: 10 }, (_, d) => second / 10n ** BigInt(d)),
];

/** Learns the coarsest step that all times of a column are multiples of. */
export class StepLearner {
  #at = 0;

  /** @param nanoseconds - since 1970-01-01T00:00:00 */
  add(nanoseconds: bigint): void {
    while (nanoseconds % steps[this.#at]! !== 0n) this.#at++;
  }

  /** In nanoseconds. */
  get step(): bigint {
    return steps[this.#at]!;
  }
}
