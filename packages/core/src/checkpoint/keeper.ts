import type { SavedMethod } from '../synthesizer/method.js';
import type { CheckpointStore } from './checkpoint-store.js';

/** Milliseconds between two checkpoints, at least. */
const APART = 1000;
/** Making them takes at most a twentieth of the time. */
const APART_OF_COST = 19;

export interface Keeper {
  /** As {@link MethodFitContext.keep}. @throws what the store threw, for this checkpoint or the one before */
  keep(make: () => SavedMethod | Promise<SavedMethod>, force?: boolean): Promise<void>;
  /** Settles when nothing is being written any more. @throws what the store threw */
  settle(): Promise<void>;
}

/**
 * Decides when a checkpoint is made, and has one written at a time while the work goes on. When and how often must not matter to
 * the work.
 * @param encode - bytes of a checkpoint from the method's part of it
 */
export const createKeeper = (store: CheckpointStore, encode: (method: SavedMethod) => Promise<Uint8Array>): Keeper => {
  let next = Number.NEGATIVE_INFINITY;
  let writing: Promise<void> | null = null;
  let failed: { readonly error: unknown } | null = null;
  const settle = async (): Promise<void> => {
    await writing;
    if (failed) throw failed.error;
  };
  const write = async (bytes: Uint8Array): Promise<void> => {
    try {
      await store.write(bytes);
    } catch (error) {
      failed = { error };
    } finally {
      writing = null;
    }
  };
  return {
    async keep(make, force = false) {
      if (force) await settle();
      else if (failed) throw failed.error;
      else if (writing || performance.now() < next) return;
      const started = performance.now();
      const bytes = await encode(await make());
      const now = performance.now();
      next = now + Math.max(APART, APART_OF_COST * (now - started));
      writing = write(bytes);
      if (force) await settle();
    },
    settle,
  };
};
