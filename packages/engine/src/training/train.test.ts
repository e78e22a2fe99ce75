import { describe, expect, it } from 'vitest';
import { recordingHooks, type ToyOptions, toyTrainable } from '../../test/toy-trainable.js';
import { type TrainingSettings, train } from './train.js';

const settings = (given: Partial<TrainingSettings> = {}): TrainingSettings => ({
  epochs: 6,
  earlyStopping: false,
  evalEvery: 1,
  patience: 5,
  learningRateSchedule: 'constant',
  weightAveraging: 0,
  ...given,
});

const run = async (toy: ToyOptions = {}, given: Partial<TrainingSettings> = {}, hooks = recordingHooks()) => {
  const trainable = toyTrainable(toy);
  const result = await train(trainable, settings(given), hooks);
  return { trainable, result, hooks };
};

/** A toy each of whose steps takes so many milliseconds of the clock beside it. */
const timed = (options: ToyOptions, milliseconds: number) => {
  const toy = toyTrainable(options);
  let time = 0;
  const step = (number: number, rate: number) => {
    time += milliseconds;
    return toy.step(number, rate);
  };
  return { trainable: { ...toy, step }, now: () => time };
};

const lastOf = (histories: Readonly<Record<string, readonly number[]>>): Record<string, number> =>
  Object.fromEntries(Object.entries(histories).map(([name, means]) => [name, means.at(-1)!]));

/** A quality that rises and falls. */
const hill = (steps: number): number => -((steps - 10) ** 2);

describe('train', () => {
  it('runs every step of every epoch once, and gives the mean losses of the epochs', async () => {
    const { trainable, result, hooks } = await run();
    expect(result).toEqual({ epochs: 6, steps: 18, endedBy: 'epochs', bestEpoch: null, losses: lastOf(hooks.losses) });
    expect(trainable.seen).toEqual(Array.from({ length: 18 }, (_, step) => ({ step, rate: 1 })));
    expect(hooks.losses.count).toEqual([2, 5, 8, 11, 14, 17]);
    expect(hooks.losses.pull).toHaveLength(6);
    expect(hooks.details.training).toEqual({ epochs: 6, steps: 18, endedBy: 'epochs' });
  });

  it('reports each epoch, and each second within one, and pauses at every other step', async () => {
    let time = 0;
    const { hooks } = await run({ stepsPerEpoch: 5 }, { epochs: 2 }, recordingHooks({ now: () => (time += 300) }));
    expect(hooks.reports.filter(({ step }) => step! % 5 === 0)).toMatchObject([
      { step: 5, epoch: 1, fraction: 0.5, losses: { count: 3 } },
      { step: 10, epoch: 2, fraction: 1, losses: { count: 8 }, secondsLeft: 0 },
    ]);
    const within = hooks.reports.filter(({ step }) => step! % 5 > 0);
    expect(within.length).toBeGreaterThan(0);
    expect(hooks.reports.length + hooks.pauses).toBe(10);
    for (const { rowsPerSecond, secondsLeft, losses } of hooks.reports) {
      expect(rowsPerSecond).toBeGreaterThan(0);
      expect(secondsLeft).toBeGreaterThanOrEqual(0);
      expect(losses).toHaveProperty('pull');
    }
  });

  it('tells rows a second and the time left from the steps done', async () => {
    const { trainable, now } = timed({ stepsPerEpoch: 4 }, 500);
    const hooks = recordingHooks({ now });
    await train(trainable, settings({ epochs: 2 }), hooks);
    expect(hooks.reports.map(({ step, secondsLeft, rowsPerSecond }) => [step, secondsLeft, rowsPerSecond])).toEqual([
      [2, 3, 20],
      [4, 2, 20],
      [6, 1, 20],
      [8, 0, 20],
    ]);
  });

  it('offers a checkpoint after each epoch, in long epochs each half minute, and in the end', async () => {
    const { hooks } = await run();
    expect(hooks.kept.map(({ content }) => (content as { now: { step: number } }).now.step)).toEqual([
      3, 6, 9, 12, 15, 18, 18,
    ]);
    const { trainable, now } = timed({ stepsPerEpoch: 8 }, 10_000);
    const long = recordingHooks({ now });
    await train(trainable, settings({ epochs: 1 }), long);
    expect(long.kept.map(({ content }) => (content as { now: { step: number } }).now.step)).toEqual([3, 6, 8, 8]);
  });

  it('stops where a pause or a report throws', async () => {
    let pauses = 0;
    const trainable = toyTrainable();
    const hooks = recordingHooks({
      pause: async () => {
        if (++pauses === 3) throw new Error('aborted');
      },
    });
    await expect(train(trainable, settings(), hooks)).rejects.toThrow('aborted');
    // Two pauses an epoch, a report for the third step.
    expect(trainable.seen).toHaveLength(4);
  });

  it('ends at the deadline, keeps where it was and warns that the model cannot be made again', async () => {
    const { trainable, now } = timed({}, 1000);
    const hooks = recordingHooks({ now, deadline: 7000 });
    expect(await train(trainable, settings(), hooks)).toEqual({
      epochs: 2,
      steps: 7,
      endedBy: 'time-limit',
      bestEpoch: null,
      losses: lastOf(hooks.losses),
    });
    expect(hooks.warnings).toMatchObject([
      { code: 'time-limit', message: expect.stringContaining('cannot be made again') },
    ]);
    expect(hooks.reports.at(-1)!.secondsLeft).toBeLessThanOrEqual(1);
    // Resumed without a limit, it ends as if there had been none.
    const resumed = toyTrainable({ first: 9 });
    await train(resumed, settings(), recordingHooks({ resume: hooks.kept.at(-1)! }));
    expect(resumed.loaded()).toEqual((await run()).trainable.loaded());
  });

  it.each([
    ['linear', (step: number) => (18 - step) / 18],
    ['cosine', (step: number) => (1 + Math.cos((Math.PI * step) / 18)) / 2],
  ] as const)('lowers the rates: %s', async (learningRateSchedule, expected) => {
    const { trainable } = await run({}, { learningRateSchedule });
    for (const { step, rate } of trainable.seen) expect(rate).toBeCloseTo(expected(step), 12);
  });

  it('averages weights over the steps, and leaves the averaged ones', async () => {
    const plain = toyTrainable();
    let average: number[] | null = null;
    const watched = {
      ...plain,
      step(step: number, rate: number) {
        average ??= [...(plain.loaded()['net/weight']!.data as Float32Array)];
        const losses = plain.step(step, rate);
        const stays = Math.min(0.9, (2 + step) / (11 + step));
        const now = plain.loaded()['net/weight']!.data as Float32Array;
        average = average.map((before, i) => stays * before + (1 - stays) * now[i]!);
        return losses;
      },
    };
    await train(watched, settings(), recordingHooks());
    const { trainable } = await run({}, { weightAveraging: 0.9 });
    const averaged = [...(trainable.loaded()['net/weight']!.data as Float32Array)];
    for (const [i, value] of averaged.entries()) expect(value).toBeCloseTo(average![i]!, 6);
    expect(trainable.loaded()['net/moment']).toEqual(plain.loaded()['net/moment']);
  });
});

describe('early stopping', () => {
  const stopping = { earlyStopping: true, epochs: 30, patience: 3 } as const;

  it('stops after as many looks without a better quality, and keeps the best epoch', async () => {
    const { trainable, result, hooks } = await run({ quality: hill, qualitySteps: 0 }, stopping);
    // Qualities grow up to step 9 and fall from there: epochs 4, 5 and 6 are no better than 3.
    expect(result).toMatchObject({ epochs: 6, steps: 18, endedBy: 'early-stopping', bestEpoch: 3 });
    const best = await run({}, { epochs: 3 });
    expect(trainable.loaded()['net/weight']).toEqual(best.trainable.loaded()['net/weight']);
    expect(hooks.details.training).toMatchObject({
      bestEpoch: 3,
      epochsBetweenLooks: 1,
      quality: [3, 6, 9, 12, 15, 18].map((steps, i) => ({ epoch: i + 1, quality: hill(steps) })),
    });
  });

  it('looks at most as often as takes a tenth of the training, and at the last epoch', async () => {
    const { trainable } = await run({ quality: hill, qualitySteps: 1 }, { ...stopping, epochs: 8, patience: 50 });
    // 9 steps of training to each step's worth of looking: every third epoch of three steps.
    expect(trainable.looks).toEqual([9, 18, 24]);
    const rarely = await run({ quality: hill, qualitySteps: 0 }, { ...stopping, epochs: 8, evalEvery: 5 });
    expect(rarely.trainable.looks).toEqual([15, 24]);
  });

  it('looks at averaged weights where they are averaged, and trains on with its own', async () => {
    const seen: number[] = [];
    const quality = (steps: number, weights: Float32Array): number => {
      seen.push(weights[0]!);
      return steps;
    };
    const { trainable } = await run({ quality, qualitySteps: 0 }, { ...stopping, epochs: 2, weightAveraging: 0.9 });
    const averaged = await run({}, { epochs: 2, weightAveraging: 0.9 });
    expect(trainable.loaded()).toEqual(averaged.trainable.loaded());
    expect(seen.at(-1)).toBe((averaged.trainable.loaded()['net/weight']!.data as Float32Array)[0]);
  });

  it('takes a quality that is no number for none', async () => {
    const { result, hooks } = await run({ quality: () => Number.NaN, qualitySteps: 0 }, stopping);
    expect(result).toMatchObject({ endedBy: 'early-stopping', bestEpoch: null, epochs: 3 });
    expect(hooks.details.training).toMatchObject({
      quality: [{ quality: null }, { quality: null }, { quality: null }],
    });
  });

  it('does not look unless asked', async () => {
    const { trainable } = await run({ quality: hill });
    expect(trainable.looks).toEqual([]);
  });
});

describe('a training that diverges', () => {
  it.each([
    ['losses', { badLossAt: 11 }],
    ['weights', { badWeightsAt: 11 }],
  ])('goes back to the last good epoch with half the rate, once: %s', async (_, toy) => {
    const { trainable, hooks, result } = await run({ ...toy, stepsPerEpoch: 64 }, { epochs: 3 });
    // The first epoch is where it went astray: back to the beginning.
    expect(result.steps).toBe(192);
    expect(hooks.warnings).toMatchObject([{ code: 'training-recovered' }]);
    expect(trainable.seen.at(-1)).toEqual({ step: 191, rate: 0.5 });
    expect(hooks.losses.pull).toHaveLength(3);
    const later = await run({ badLossAt: 150, stepsPerEpoch: 64 }, { epochs: 3 });
    const back = later.trainable.seen.findIndex(({ rate }) => rate === 0.5);
    expect(later.trainable.seen[back]).toEqual({ step: 128, rate: 0.5 });
  });

  it('is an error with the history when it happens again', async () => {
    for (const toy of [{ badLossAt: 80 }, { badWeightsAt: 80 }]) {
      await expect(run({ ...toy, stepsPerEpoch: 64, hopeless: true }, { epochs: 3 })).rejects.toMatchObject({
        code: 'CVD_TRAINING_DIVERGED',
        epoch: 2,
        losses: { pull: [expect.any(Number)] },
      });
    }
  });

  it('is one whose losses are beyond all bounds', async () => {
    const toy = toyTrainable();
    const exploding = { ...toy, step: () => ({ critic: -2e7 }) };
    await expect(train(exploding, settings(), recordingHooks())).rejects.toMatchObject({
      problem: 'the critic loss is -20000000',
    });
  });
});

describe('a training that was stopped', () => {
  const cases: [string, ToyOptions, Partial<TrainingSettings>][] = [
    ['plainly', {}, {}],
    ['with schedule and averages', {}, { learningRateSchedule: 'cosine', weightAveraging: 0.8 }],
    ['with early stopping', { quality: hill, qualitySteps: 0 }, { earlyStopping: true, epochs: 30, patience: 3 }],
    [
      'with early stopping of averages',
      { quality: hill, qualitySteps: 0 },
      { earlyStopping: true, epochs: 30, patience: 3, weightAveraging: 0.8 },
    ],
    ['with losses that diverge', { badLossAt: 30 }, { epochs: 24, weightAveraging: 0.5 }],
    ['with weights that diverge', { badWeightsAt: 70 }, { epochs: 44 }],
    [
      'diverging behind the best epoch',
      { badWeightsAt: 75, quality: hill, qualitySteps: 0 },
      { epochs: 60, earlyStopping: true, patience: 40 },
    ],
  ];

  it.each(cases)('and resumed anywhere ends as if it never had been: %s', async (_, toy, given) => {
    // Time goes by so fast that a checkpoint is offered at every step.
    let time = 0;
    const whole = await run(toy, given, recordingHooks({ now: () => (time += 20_000) }));
    const { steps } = whole.result;
    expect(whole.hooks.kept.length).toBeGreaterThan(steps / 2);
    for (const checkpoint of whole.hooks.kept) {
      const { trainable, result, hooks } = await run(
        { ...toy, first: 3 },
        given,
        recordingHooks({ resume: checkpoint }),
      );
      expect(trainable.loaded()).toEqual(whole.trainable.loaded());
      expect(result).toEqual(whole.result);
      expect(hooks.losses).toEqual(whole.hooks.losses);
      expect(hooks.warnings).toEqual(whole.hooks.warnings);
      expect(hooks.details).toEqual(whole.hooks.details);
      // Nothing is replayed.
      const { now } = checkpoint.content as { now: { step: number } };
      if (trainable.seen.length > 0) expect(trainable.seen[0]!.step).toBe(now.step);
    }
  });

  it('is not changed by when checkpoints are kept', async () => {
    const without = await run({}, { weightAveraging: 0.9 }, recordingHooks({ keep: async () => {} }));
    const withThem = await run({}, { weightAveraging: 0.9 });
    expect(without.trainable.loaded()).toEqual(withThem.trainable.loaded());
  });
});
