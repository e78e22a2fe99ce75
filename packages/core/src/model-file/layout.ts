/** `__metadata__.format` of a model file. */
export const MODEL_FORMAT = 'cvd-model';

/** Newest layout version that is read, and the one that is written. */
export const MODEL_VERSION = 1;

/** Name of the last tensor: SHA-256 of every byte before it. */
export const INTEGRITY = 'integrity';

export const INTEGRITY_BYTES = 32;
