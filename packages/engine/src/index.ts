export type {
  Backend,
  BackendDescription,
  BufferValues,
  Clock,
  LoadedProgram,
  LoadOptions,
  OperationTime,
} from './backend/backend.js';
export { createReferenceBackend } from './backend/reference/reference-backend.js';
export { inFloat32, readBuffers, writeBuffers } from './backend/snapshot.js';
export { BrokenPeerError } from './errors/broken-peer-error.js';
export { InvalidProgramError, type ProgramPlace } from './errors/invalid-program-error.js';
export { OutOfMemoryError } from './errors/out-of-memory-error.js';
export { TrainingDivergedError } from './errors/training-diverged-error.js';
export { initialWeights, linearParameters, type Parameter } from './layers/initial-weights.js';
export { type LinearViews, linearBackward, linearForward, linearInputGradient } from './layers/linear.js';
export { type AdamOptions, adamRates, adamStep, declareTrained, type Trained } from './optimizers/adam.js';
export { createProgram, type ProgramBuilder } from './program/builder.js';
export { checkProgram } from './program/check.js';
export { countProgram, type OperationWork, type ProgramWork, type Work } from './program/count.js';
export type { Noise, Operation, OperationKind } from './program/operation.js';
export { printProgram } from './program/print.js';
export type { BufferRole, BufferSpec, Program } from './program/program.js';
export type { Recorder } from './program/recorder.js';
export { rowsOf } from './program/rows-of.js';
export type { View } from './program/view.js';
export { keyOf } from './random/key-of.js';
export { samplingBackend } from './sampling/sampling-backend.js';
export type { TensorflowLibrary } from './tfjs/tensorflow.js';
export { createTfjsBackend } from './tfjs/tfjs-backend.js';
export { fitHooks } from './training/fit-hooks.js';
export { type HeldOutQuality, heldOutQuality, type QualityRows } from './training/held-out-quality.js';
export { type PreparedRows, prepareRows } from './training/prepare-rows.js';
export { trainingOf } from './training/saved-training.js';
export { splitRows } from './training/split-rows.js';
export { type TrainingSettings, train } from './training/train.js';
export type { Snapshot, Trainable } from './training/trainable.js';
export { trainingBackend } from './training/training-backend.js';
export type { TrainingHooks, TrainingResult } from './training/training-hooks.js';
export { type TrainingOptions, trainingOptions } from './training/training-options.js';
export { createWasmBackend, type WasmBackendOptions } from './wasm/create-wasm-backend.js';
