import { withPrefix } from '../model-file/tensor-names.js';
import { METHOD_TENSORS, savePrepared } from '../preparation/saved-preparation.js';
import type { Preparation } from '../synthesizer/fit-preparations.js';
import { packageVersion } from '../version.js';
import { encodeCheckpoint } from './checkpoint-file.js';
import type { CheckpointStore } from './checkpoint-store.js';
import { createKeeper, type Keeper } from './keeper.js';

/** What stands in every checkpoint of one fit, beside the method's part. */
interface FitToKeep {
  readonly method: string;
  readonly options: object;
  readonly preparation: Preparation;
  /** Digest of the encoded rows. */
  data(): Promise<string>;
  build(): string | null;
  readonly warmStart: string | null;
}

/** Keeps the checkpoints of one fit. */
export const createFitKeeper = (store: CheckpointStore, fit: FitToKeep): Keeper => {
  const { method, options, preparation, warmStart } = fit;
  const { metadata, rows, notes, prepared } = preparation;
  const { columns, tensors } = savePrepared(prepared);
  return createKeeper(store, async (saved) =>
    encodeCheckpoint({
      version: 1,
      method,
      packageVersion,
      content: {
        metadata,
        rows,
        options: { ...options },
        columns,
        method: saved.content,
        data: await fit.data(),
        build: fit.build(),
        warmStart,
        notes,
      },
      tensors: { ...tensors, ...withPrefix(METHOD_TENSORS, saved.tensors) },
    }),
  );
};
