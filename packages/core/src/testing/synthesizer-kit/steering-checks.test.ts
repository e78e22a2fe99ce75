import { describe, expect, it } from 'vitest';
import { defineSynthesizer } from '../../synthesizer/define-synthesizer.js';
import type { Method, MethodFitContext } from '../../synthesizer/method.js';
import { stepwiseMethod } from '../methods/stepwise.js';
import { steeringChecks } from './checks/steering.js';

type Options = typeof stepwiseMethod extends Method<infer O> ? O : never;
type Context = MethodFitContext<Options>;

/** The ids of the checks that fail when the method gets another context than it should. */
const failing = async (spoil: (context: Context) => Partial<Context>): Promise<string[]> => {
  const { module: _, ...method } = stepwiseMethod;
  const factory = defineSynthesizer<Options>({
    ...method,
    fit: (data, context) => method.fit(data, { ...context, ...spoil(context) }),
  });
  const create = (seed = 42) => factory.create({ seed });
  const failed: string[] = [];
  for (const check of steeringChecks) {
    if (check.requires && !check.requires(method.capabilities)) continue;
    await check.run({ factory, create }).catch(() => failed.push(check.id));
  }
  return failed;
};

const half = (context: Context): Context['resume'] => {
  const { resume } = context;
  if (!resume) return null;
  const zeros = { ...resume.tensors.pulls!, data: new Float64Array(resume.tensors.pulls!.data.length) };
  return { ...resume, tensors: { ...resume.tensors, pulls: zeros } };
};

describe('the checks of steering', () => {
  it.each<[string, (context: Context) => Partial<Context>, string[]]>([
    ['a method that does as it should', () => ({}), []],
    ['one that replays instead of resuming', () => ({ resume: null }), ['steering/resumed-fit-same-bytes']],
    [
      'one that forgets a part of its state',
      (context) => ({ resume: half(context) }),
      ['steering/resumed-fit-same-bytes', 'steering/finished-checkpoint-same-bytes'],
    ],
    [
      'one that keeps nothing',
      () => ({ keep: async () => {} }),
      [
        'steering/resumed-fit-same-bytes',
        'steering/finished-checkpoint-same-bytes',
        'steering/checkpoint-of-another-fit-refused',
      ],
    ],
    ['one that begins anew with an earlier model', () => ({ warmStart: null }), ['steering/warm-start']],
    ['one that knows no limit', () => ({ deadline: null }), ['steering/time-limit']],
    ['one that does not tell losses', () => ({ loss: () => {} }), ['steering/losses-are-told']],
    [
      'one that depends on threads',
      ({ options, threads }) => ({ options: { ...options, rate: options.rate / threads } }),
      ['steering/threads-change-nothing'],
    ],
  ])('%s', async (_, spoil, expected) => {
    expect(await failing(spoil)).toEqual(expected);
  });
});
