/*
 * What the compiled interpreter and the lowering in src/wasm must agree on. This file is read by both compilers, as
 * AssemblyScript and as TypeScript: constants only.
 */

// --- codes of the lowered operations; their arguments are described at the handlers ---

export const MATMUL = 0;
export const GATHER_ROWS = 1;
export const SCATTER_ROWS = 2;
export const TRANSPOSE = 3;
export const FILL = 4;
export const ADD = 5;
export const MULTIPLY = 6;
export const MIX_ROWS = 7;
export const SCALE_ROWS = 8;
export const CLAMP = 9;
export const RELU_BACKWARD = 10;
export const LEAKY_DROPOUT = 11;
export const SUM_ROWS = 12;
export const SUM = 13;
export const SQUARED_NORMS = 14;
export const GRADIENT_PENALTY = 15;
export const BATCH_NORM = 16;
export const BATCH_NORM_BACKWARD = 17;
export const SPAN_ACTIVATION = 18;
export const SPAN_ACTIVATION_BACKWARD = 19;
export const CROSS_ENTROPY = 20;
export const SAMPLE_SPANS = 21;
export const REPARAMETERIZE = 22;
export const LATENT_BACKWARD = 23;
export const GAUSSIAN_RECONSTRUCTION = 24;
export const UNIFORM = 25;
export const NORMAL = 26;
export const ADAM = 27;

// --- flags of matrix products and gathers ---

export const ACCUMULATE = 1;
export const RELU = 2;
export const TRANSPOSE_LEFT = 4;
export const TRANSPOSE_RIGHT = 8;

// --- kinds of noise ---

export const NOISE_NONE = 0;
export const NOISE_STREAM = 1;
export const NOISE_GIVEN = 2;

// --- layout of a record: header, a pair of bounds for each thread, arguments ---

/** Bytes: code, whether a barrier comes first, length of the record, place in the routine. */
export const HEADER = 16;

// --- fixed addresses, each group on cache lines of its own ---

/** Of one run: step (i64), attempt (i32). */
export const CLOCK = 1024;
/** How many threads have arrived at the present barrier. */
export const ARRIVED = 1088;
/** Counts barriers passed. */
export const GENERATION = 1152;
/** How many threads sleep at the present barrier. */
export const SLEEPERS = 1216;
/** Not 0: everyone leaves the run. */
export const STOP = 1280;
/** Polls of a barrier before a thread sleeps; slices of sleep before it gives up; whether thread 0 may sleep. */
export const PATIENCE = 1344;
/** One line for each thread: counts the operations it began. */
export const HEARTBEATS = 1408;
/** Threads at most. */
export const MAX_THREADS = 64;
/** 256 bytes for each thread: random words of the line it works on. */
export const WORDS = 5504;
/** Keys of Philox's ten rounds, two vectors of four equal words each. */
export const KEYS = 21888;
/** Vectors of four equal numbers; see math.ts. */
export const CONSTANTS = 22208;
/** First free byte: the op tables and the buffers follow. */
export const ARENA = 23232;
