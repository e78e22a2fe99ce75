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
export { InvalidProgramError, type ProgramPlace } from './errors/invalid-program-error.js';
export { OutOfMemoryError } from './errors/out-of-memory-error.js';
export { type AdamOptions, adamRates, adamStep, declareTrained, type Trained } from './optimizers/adam.js';
export { createProgram, type ProgramBuilder } from './program/builder.js';
export { checkProgram } from './program/check.js';
export type { Noise, Operation, OperationKind } from './program/operation.js';
export type { BufferRole, BufferSpec, Program } from './program/program.js';
export type { Recorder } from './program/recorder.js';
export { rowsOf } from './program/rows-of.js';
export type { View } from './program/view.js';
export type { Trainable } from './training/trainable.js';
