import { mkdir } from 'node:fs/promises';
import { type CheckpointStore, CvdError } from '@cvd/core';
import { checkpointFolder, toWriteError } from '@cvd/core/node';
import { InterruptedFitError } from '../errors/interrupted-fit-error.js';
import { UsageError } from '../errors/usage-error.js';

/** The checkpoints of a fit, and what is known of them when it ends. */
export interface WatchedCheckpoints extends CheckpointStore {
  /** Whether the fit goes on from one; null as long as nobody has looked. */
  readonly resumed: boolean | null;
  /** The error to show for what the fit has thrown. */
  explain(error: unknown): unknown;
}

/** @throws {FileWriteError} for a folder that cannot be made */
export const watchedCheckpoints = async (folder: string): Promise<WatchedCheckpoints> => {
  const store = checkpointFolder(folder);
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw toWriteError(folder, error);
  });
  let resumed: boolean | null = null;
  let there = false;
  return {
    name: store.name,
    get resumed() {
      return resumed;
    },
    async read() {
      const bytes = await store.read();
      there = bytes !== null;
      resumed = there;
      return bytes;
    },
    async write(bytes) {
      await store.write(bytes);
      there = true;
    },
    explain(error) {
      if (!CvdError.isInstance(error)) return error;
      if (error.code === 'CVD_ABORTED' && there) return new InterruptedFitError(folder, error);
      if (error.code === 'CVD_CHECKPOINT_EXISTS')
        return new UsageError(
          `${folder} holds a checkpoint of an earlier fit. Add --resume to go on from it, remove the folder to begin anew, or name another one.`,
        );
      return error;
    },
  };
};
