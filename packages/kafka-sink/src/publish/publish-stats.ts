/** A request that the broker has acknowledged. */
export interface Delivery {
  readonly partition: number;
  readonly rows: number;
  /** Before compression. */
  readonly bytes: number;
  /** From the first try to the acknowledgement. */
  readonly milliseconds: number;
  /** Tries it took. After more than one the rows may stand in the topic twice, under one identity. */
  readonly tries: number;
}

/** What a sink has sent since it was made. */
export interface PublishStats {
  /** Rows acknowledged. */
  readonly rows: number;
  /** Bytes acknowledged, before compression. */
  readonly bytes: number;
  /** Requests acknowledged. */
  readonly requests: number;
  /** Tries that failed and were made again. */
  readonly retries: number;
  /** Requests cut in two since the broker found them too large. */
  readonly splits: number;
}

/** Counts that change as the work goes on. */
export type PublishCounts = { -readonly [K in keyof PublishStats]: PublishStats[K] };

export const createCounts = (): PublishCounts => ({ rows: 0, bytes: 0, requests: 0, retries: 0, splits: 0 });
