/** Every code a {@link CvdError} may carry, one line each, grouped by the room that throws it. */
export const errorCodes = [
  // synthesizer life cycle, options, registry
  'CVD_NOT_FITTED',
  'CVD_DISPOSED',
  'CVD_UNKNOWN_METHOD',
  'CVD_DUPLICATE_METHOD',
  'CVD_INVALID_OPTION',
  'CVD_INVALID_ROW_COUNT',
  'CVD_TOO_MANY_ROWS',
  'CVD_SAMPLE_CONSUMED',
  'CVD_ABORTED',
  'CVD_WORKER_FAILED',
  // tables
  'CVD_EMPTY_TABLE',
  'CVD_SOURCE_CHANGED',
  'CVD_UNKNOWN_COLUMN',
  'CVD_INVALID_COLUMN',
  'CVD_INVALID_VALUE',
  'CVD_INVALID_ROW',
  // text files
  'CVD_CSV_SYNTAX',
  'CVD_CSV_ENCODING',
  'CVD_CSV_HEADER',
  'CVD_CSV_RAGGED_ROW',
  'CVD_CSV_VALUE',
  'CVD_NDJSON_SYNTAX',
  'CVD_NDJSON_VALUE',
  'CVD_FILE_NOT_FOUND',
  'CVD_FILE_READ',
  'CVD_FILE_WRITE',
  'CVD_ARROW_TYPE',
  'CVD_ARROW_FORMAT',
  'CVD_MISSING_PEER',
  // metadata
  'CVD_INVALID_METADATA',
  'CVD_METADATA_MISMATCH',
  // transformers
  'CVD_TRANSFORM',
  'CVD_IDS_EXHAUSTED',
  // conditions
  'CVD_INVALID_CONDITION',
  'CVD_IMPOSSIBLE_CONDITION',
  'CVD_CONDITIONS_UNSUPPORTED',
  'CVD_CONDITION_TOO_RARE',
  // model files
  'CVD_INVALID_MODEL_FILE',
  'CVD_MODEL_VERSION',
  // checkpoints and warm starts
  'CVD_NOT_RESUMABLE',
  'CVD_INVALID_CHECKPOINT',
  'CVD_CHECKPOINT_MISSING',
  'CVD_CHECKPOINT_EXISTS',
  'CVD_CHECKPOINT_MISMATCH',
  'CVD_WARM_START',
  'CVD_TRAINING_DIVERGED',
  // numerical functions
  'CVD_NOT_POSITIVE_DEFINITE',
  'CVD_NO_CONVERGENCE',
  'CVD_DOMAIN',
  // engine
  'CVD_INVALID_PROGRAM',
  'CVD_OUT_OF_MEMORY',
  'CVD_BROKEN_PEER',
  // metrics
  'CVD_METRIC_INPUT',
  // sinks
  'CVD_SINK_CLOSED',
  'CVD_SINK_SCHEMA',
  'CVD_SINK_LOCKED',
  'CVD_SINK_WRITE',
  'CVD_RUN_MISMATCH',
  // command line
  'CVD_USAGE',
] as const;

export type ErrorCode = (typeof errorCodes)[number];
