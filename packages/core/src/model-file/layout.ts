/** `__metadata__.format` of a model file. */
export const MODEL_FORMAT = 'cvd-model';

/** That of a checkpoint: laid out the same, of a fit that is not done. */
export const CHECKPOINT_FORMAT = 'cvd-checkpoint';

export type FileFormat = typeof MODEL_FORMAT | typeof CHECKPOINT_FORMAT;

/** Newest layout version that is read, and the one that is written. */
export const MODEL_VERSION = 1;

/** Name of the last tensor: SHA-256 of every byte before it. */
export const INTEGRITY = 'integrity';

export const INTEGRITY_BYTES = 32;
