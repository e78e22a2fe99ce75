/** Where the latest checkpoint of one fit is kept: `checkpointFolder` of `@cvd/core/node`, or anything else that holds bytes. */
export interface CheckpointStore {
  /** What errors call it, such as its path. */
  readonly name: string;
  /** Keeps the bytes in place of earlier ones: whole or, where it fails, not at all. One call at a time. */
  write(bytes: Uint8Array): Promise<void>;
  /** What was kept last; null where nothing was. */
  read(): Promise<Uint8Array | null>;
}
