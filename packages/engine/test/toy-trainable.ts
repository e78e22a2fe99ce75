import { createRandomSource, type SavedMethod, type Tensor, type Warning } from '@cvd/core';
import type { Snapshot, Trainable } from '../src/training/trainable.js';
import type { TrainingHooks } from '../src/training/training-hooks.js';

export interface ToyOptions {
  readonly stepsPerEpoch?: number;
  /** Makes the losses, or the weights, of this step no numbers, while the rate is that of no recovery. */
  readonly badLossAt?: number;
  readonly badWeightsAt?: number;
  /** They are so at any rate. */
  readonly hopeless?: boolean;
  /** Quality by the number of steps done; absent for none. */
  readonly quality?: (steps: number, weights: Float32Array) => number;
  readonly qualitySteps?: number;
  /** First weights; a resumed toy has others, which must not matter. */
  readonly first?: number;
}

export interface Toy extends Trainable {
  readonly seen: { step: number; rate: number }[];
  readonly looks: number[];
  loaded(): Snapshot;
}

const f32 = (data: Float32Array): Tensor => ({ dtype: 'F32', shape: [data.length], data: data.slice() });

/** Weights that random targets pull at, with momentum and a counter: a step depends on all steps before it. */
export const toyTrainable = (options: ToyOptions = {}): Toy => {
  const { stepsPerEpoch = 3, badLossAt = -1, badWeightsAt = -1, hopeless = false, first = 0.5 } = options;
  const random = createRandomSource(5).child('toy');
  let weights = new Float32Array(4).fill(first);
  let moments = new Float32Array(4);
  let count = Int32Array.of(0);
  const seen: { step: number; rate: number }[] = [];
  const looks: number[] = [];
  const snapshot = (): Snapshot => ({
    'net/weight': f32(weights),
    'net/moment': f32(moments),
    count: { dtype: 'I32', shape: [1], data: count.slice() },
  });
  return {
    stepsPerEpoch,
    batchRows: 10,
    seen,
    looks,
    loaded: snapshot,
    step(step, rate) {
      seen.push({ step, rate });
      count[0]!++;
      let loss = 0;
      for (let i = 0; i < weights.length; i++) {
        const pull = random.uniform(step, i) - weights[i]!;
        moments[i] = 0.9 * moments[i]! + pull;
        weights[i]! += 0.05 * rate * moments[i]!;
        loss += pull * pull;
      }
      const bad = hopeless || rate === 1;
      if (bad && step === badWeightsAt) weights[1] = Number.NaN;
      return { pull: bad && step === badLossAt ? Number.NaN : loss, count: count[0]! };
    },
    snapshot,
    load(given) {
      weights = (given['net/weight']!.data as Float32Array).slice() as Float32Array<ArrayBuffer>;
      moments = (given['net/moment']!.data as Float32Array).slice() as Float32Array<ArrayBuffer>;
      count = (given.count!.data as Int32Array).slice() as Int32Array<ArrayBuffer>;
    },
    weights: () => ({ 'net/weight': f32(weights) }),
    ...(options.quality && {
      quality: () => {
        looks.push(count[0]!);
        return options.quality!(count[0]!, weights);
      },
    }),
    ...(options.qualitySteps !== undefined && { qualitySteps: options.qualitySteps }),
  };
};

export interface Recorded extends TrainingHooks {
  readonly kept: SavedMethod[];
  readonly reports: Parameters<TrainingHooks['checkpoint']>[0][];
  readonly losses: Record<string, number[]>;
  readonly details: Record<string, unknown>;
  readonly warnings: Warning[];
  pauses: number;
}

/** Hooks that keep every checkpoint offered and note everything; `now` stands still unless given. */
export const recordingHooks = (given: Partial<TrainingHooks> = {}): Recorded => {
  const recorded: Recorded = {
    kept: [],
    reports: [],
    losses: {},
    details: {},
    warnings: [],
    pauses: 0,
    resume: null,
    deadline: null,
    now: () => 0,
    checkpoint: async (progress) => void recorded.reports.push(progress),
    pause: async () => void recorded.pauses++,
    keep: async (make) => {
      const { content, tensors } = await make();
      recorded.kept.push({ content: JSON.parse(JSON.stringify(content)), tensors });
    },
    loss: (name, value) => {
      recorded.losses[name] ??= [];
      recorded.losses[name].push(value);
    },
    warn: (warning) => void recorded.warnings.push(warning),
    detail: (name, value) => {
      recorded.details[name] = value;
    },
    ...given,
  };
  return recorded;
};
