/**
 * Counter-based random numbers: every draw is a pure function of (seed, stream name, row, draw index), so rows come out
 * the same whatever the batch, shard, worker or thread. No state is kept or advanced.
 */
export interface RandomSource {
  readonly seed: number | bigint;
  /** An independent source for one purpose, such as a column; the same name gives the same source. */
  child(name: string): RandomSource;
  /** Fills `out` with uniforms in the open interval (0, 1), 52 bits each: draws 0 … out.length−1 of (row, attempt). */
  uniformsInto(out: Float64Array, row: number, attempt?: number): void;
  /**
   * Fills `out` with raw 32-bit words of (row, attempt), four a block, for bulk sampling where 32 bits a draw are enough.
   * They are the bits that {@link uniformsInto} is made of, so use one or the other for a (row, attempt).
   */
  wordsInto(out: Uint32Array, row: number, attempt?: number): void;
  /** Draw `index` of (row, attempt): a uniform in the open interval (0, 1). */
  uniform(row: number, index?: number, attempt?: number): number;
  /** Draw `index` of (row, attempt) as an unsigned 32-bit integer. */
  uint32(row: number, index?: number, attempt?: number): number;
}
