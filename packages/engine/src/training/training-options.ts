import type { JsonSchema } from '@cvd/core';

/** Options that every method trained by {@link train} has. */
export interface TrainingOptions {
  /** Passes over the table. */
  readonly epochs: number;
  /** Stops once the quality of held-out rows no longer grows, and keeps the best epoch. @default false */
  readonly earlyStopping: boolean;
  /** Epochs between two looks at the quality; more where looking would take over a tenth of the training. @default 1 */
  readonly evalEvery: number;
  /** Looks without a better quality after which the training stops. @default 5 */
  readonly patience: number;
  /** What becomes of the learning rates: they stay, fall to 0 in a line, or as half a cosine. @default 'constant' */
  readonly learningRateSchedule: 'constant' | 'linear' | 'cosine';
  /** Share of the average that stays at each step (.999), for averaged weights; 0 for none. @default 0 */
  readonly weightAveraging: number;
  /** Trains on the strict build, which gives the same bytes on every machine. @default false */
  readonly deterministic: boolean;
  /** What computes the steps. @default 'wasm' */
  readonly backend: 'wasm' | 'reference' | 'tfjs';
  /** Lets V8 fuse pairs of 128-bit instructions (experimental), where a self-test passes. @default false */
  readonly revectorize: boolean;
}

/** Schema of {@link TrainingOptions}, to be spread into the properties of a method's own. */
export const trainingOptions = (defaults: { readonly epochs: number }): Readonly<Record<string, JsonSchema>> => ({
  epochs: {
    type: 'integer',
    minimum: 1,
    maximum: 1_000_000,
    default: defaults.epochs,
    description: 'Passes over the table.',
  },
  earlyStopping: {
    type: 'boolean',
    default: false,
    description:
      'Hold out at most 2,000 rows and at most a tenth of them, stop once the quality of what is sampled no longer grows, keep the best epoch.',
  },
  evalEvery: {
    type: 'integer',
    minimum: 1,
    maximum: 1_000_000,
    default: 1,
    description:
      'With earlyStopping: epochs between two looks at the quality; more where looking would take over a tenth of the training.',
  },
  patience: {
    type: 'integer',
    minimum: 1,
    maximum: 1_000_000,
    default: 5,
    description: 'With earlyStopping: looks without a better quality after which the training stops.',
  },
  learningRateSchedule: {
    enum: ['constant', 'linear', 'cosine'],
    default: 'constant',
    description: 'Learning rates stay, fall to 0 in a line, or fall as half a cosine.',
  },
  weightAveraging: {
    type: 'number',
    minimum: 0,
    exclusiveMaximum: 1,
    default: 0,
    description:
      'Share of the average that stays at each step, such as .999: samples come from weights averaged over the steps. 0 for none.',
  },
  deterministic: {
    type: 'boolean',
    default: false,
    description: 'Train on the strict build: slower, and the same bytes on every machine.',
  },
  backend: {
    enum: ['wasm', 'reference', 'tfjs'],
    default: 'wasm',
    description: 'What computes the steps: WebAssembly, plain TypeScript (slow), or TensorFlow.js (to be installed).',
  },
  revectorize: {
    type: 'boolean',
    default: false,
    description:
      'Switch on an experimental flag of V8 for the whole process, which fuses pairs of 128-bit instructions; only where a self-test passes.',
  },
});
