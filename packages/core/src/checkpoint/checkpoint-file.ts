import { InvalidCheckpointError } from '../errors/invalid-checkpoint-error.js';
import { InvalidModelFileError } from '../errors/invalid-model-file-error.js';
import type { Metadata } from '../metadata/metadata.js';
import { decodeFile } from '../model-file/decode-model-file.js';
import { encodeFile } from '../model-file/encode-model-file.js';
import { CHECKPOINT_FORMAT } from '../model-file/layout.js';
import type { ModelFile } from '../model-file/model-file.js';
import type { SavedColumn } from '../preparation/saved-preparation.js';
import type { FitNotes } from '../synthesizer/report-builder.js';

/** The JSON part of a checkpoint. The tensors beside it are those of a model file: of the columns and of the method. */
export interface CheckpointContent {
  readonly metadata: Metadata;
  readonly rows: number;
  /** Options in force, the seed included. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly columns: readonly SavedColumn[];
  /** The method's own part. */
  readonly method: unknown;
  /** Digest of the encoded rows. */
  readonly data: string;
  /** Numeric build of the steps; null where the method named none. */
  readonly build: string | null;
  /** Digest of the model the fit began with; null for none. */
  readonly warmStart: string | null;
  /** What the report has of the preparation, which is not done again. */
  readonly notes: FitNotes;
}

/** A checkpoint as it is kept: a file laid out like that of a model. */
export interface Checkpoint extends Omit<ModelFile, 'content'> {
  readonly content: CheckpointContent;
}

export const encodeCheckpoint = (checkpoint: Checkpoint): Uint8Array =>
  encodeFile(CHECKPOINT_FORMAT, { ...checkpoint, content: { ...checkpoint.content } });

const contentKeys: readonly (keyof CheckpointContent)[] = [
  'metadata',
  'rows',
  'options',
  'columns',
  'method',
  'data',
  'notes',
];

/**
 * @param place - how errors name where the bytes were
 * @throws {InvalidCheckpointError | ModelVersionError}
 */
export const decodeCheckpoint = (bytes: Uint8Array, place: string): Checkpoint => {
  try {
    const file = decodeFile(CHECKPOINT_FORMAT, bytes);
    const absent = contentKeys.find((key) => file.content[key] === undefined);
    if (absent) throw new InvalidModelFileError(`its json entry lacks "${absent}"`);
    return { ...file, content: file.content as unknown as CheckpointContent };
  } catch (cause) {
    if (cause instanceof InvalidModelFileError) throw new InvalidCheckpointError(place, cause.problem, { cause });
    throw cause;
  }
};
