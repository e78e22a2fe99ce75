import { describe, expect, it } from 'vitest';
import type { Backend, Clock, LoadedProgram } from '../../backend/backend.js';
import { createReferenceBackend } from '../../backend/reference/reference-backend.js';
import type { Operation, OperationKind } from '../../program/operation.js';
import type { Program } from '../../program/program.js';
import { backendChecks, backendConformance } from './backend-conformance.js';
import { operationCases } from './cases/index.js';
import { loadCase } from './compare.js';
import type { OperationCase } from './operation-case.js';

/** The reference backend with programs, loaded programs or itself changed. */
const changed = ({
  program = (given) => given,
  loaded = (given) => given,
  backend = {},
}: {
  program?: (given: Program) => Program;
  loaded?: (given: LoadedProgram) => LoadedProgram;
  backend?: Partial<Backend>;
}): Backend => {
  const inner = createReferenceBackend();
  return { ...inner, load: async (given, options) => loaded(await inner.load(program(given), options)), ...backend };
};

/** Every operation of a kind is replaced by others. */
const withOperations = (kind: OperationKind, replace: (operation: never) => readonly Operation[]): Backend =>
  changed({
    program: ({ buffers, routines }) => ({
      buffers,
      routines: Object.fromEntries(
        Object.entries(routines).map(([name, operations]) => [
          name,
          operations.flatMap((operation) => (operation.kind === kind ? replace(operation as never) : [operation])),
        ]),
      ),
    }),
  });

/** Ids of the checks that a backend fails. */
const failures = async (create: () => Backend, only = ''): Promise<string[]> => {
  const ids: string[] = [];
  for (const check of backendChecks) {
    if (!check.id.startsWith(only)) continue;
    const failed = await check.run({ backend: create(), reference: createReferenceBackend(), tolerance: 2e-5 }).then(
      () => false,
      () => true,
    );
    if (failed) ids.push(check.id);
  }
  return ids;
};

const allKinds: Readonly<Record<OperationKind, true>> = {
  matmul: true,
  gatherRows: true,
  scatterRows: true,
  transpose: true,
  fill: true,
  add: true,
  multiply: true,
  mixRows: true,
  scaleRows: true,
  clamp: true,
  reluBackward: true,
  leakyDropout: true,
  sumRows: true,
  sum: true,
  squaredNorms: true,
  gradientPenalty: true,
  batchNorm: true,
  batchNormBackward: true,
  spanActivation: true,
  spanActivationBackward: true,
  crossEntropy: true,
  sampleSpans: true,
  reparameterize: true,
  latentBackward: true,
  gaussianReconstruction: true,
  uniform: true,
  normal: true,
  adam: true,
};
const kinds = Object.keys(allKinds) as OperationKind[];

/** Ways to get an operation wrong that still run: a field of the operation and what it is taken for. */
const mistakes: readonly (readonly [OperationKind, string, unknown])[] = [
  ['matmul', 'bias', null],
  ['matmul', 'accumulate', false],
  ['matmul', 'activation', 'none'],
  ['gatherRows', 'values', null],
  ['gatherRows', 'bias', null],
  ['gatherRows', 'accumulate', false],
  ['scatterRows', 'values', null],
  ['scatterRows', 'accumulate', false],
  ['add', 'scaleA', 1],
  ['add', 'scaleB', -1.99],
  ['clamp', 'low', Number.NEGATIVE_INFINITY],
  ['clamp', 'high', Number.POSITIVE_INFINITY],
  ['leakyDropout', 'slope', 0.201],
  ['leakyDropout', 'rate', 0.2],
  ['sumRows', 'scale', 1],
  ['sumRows', 'accumulate', false],
  ['sum', 'scale', 1],
  ['sum', 'accumulate', false],
  ['squaredNorms', 'accumulate', false],
  ['gradientPenalty', 'lambda', 10.01],
  ['batchNorm', 'epsilon', 1e-3],
  ['batchNorm', 'activation', 'none'],
  ['batchNormBackward', 'epsilon', 1e-3],
  ['batchNormBackward', 'activation', 'none'],
  ['spanActivation', 'temperature', 1],
  ['spanActivation', 'noise', null],
  ['spanActivationBackward', 'temperature', 1],
  ['crossEntropy', 'scale', 1],
  ['crossEntropy', 'accumulate', false],
  ['sampleSpans', 'noise', null],
  ['latentBackward', 'scale', 1],
  ['gaussianReconstruction', 'scale', 1],
  ['gaussianReconstruction', 'accumulate', false],
  ['adam', 'beta1', 0.501],
  ['adam', 'beta2', 0.8],
  ['adam', 'weightDecay', 0],
];

/** A stream that is drawn from otherwise. */
const drawingKinds: readonly OperationKind[] = [
  'uniform',
  'normal',
  'leakyDropout',
  'reparameterize',
  'spanActivation',
];

const clockAs = (change: (clock: Clock) => Clock): Backend =>
  changed({ loaded: (given) => ({ ...given, run: (routine, clock) => given.run(routine, change(clock)) }) });

describe('the kit', () => {
  it('has cases for every kind of operation, each whole and inside larger buffers', () => {
    expect(new Set(operationCases.map(({ kind }) => kind))).toEqual(new Set(kinds));
    expect(new Set(operationCases.map(({ kind, name }) => `${kind}/${name}`)).size).toBe(operationCases.length);
  });

  it('has no choice that hangs on rounding', async () => {
    const backend = createReferenceBackend();
    const codesOf = async (one: OperationCase, shift: (i: number) => number): Promise<number[]> => {
      const loaded = await loadCase(backend, one);
      const logits = one.start.logits as Float32Array;
      loaded.write(
        'logits',
        Float64Array.from(logits, (value, i) => value + shift(i)),
      );
      loaded.run('run', one.clock);
      return [...(await loaded.read('codes'))];
    };
    const drawnCases = operationCases.filter(
      ({ kind, name, start }) => kind === 'sampleSpans' && 'codes' in start && !name.startsWith('the first of equal'),
    );
    expect(drawnCases.length).toBeGreaterThan(50);
    for (const one of drawnCases) {
      const codes = await codesOf(one, () => 0);
      expect(await codesOf(one, (i) => (i % 2 ? 1e-4 : -1e-4))).toEqual(codes);
      expect(await codesOf(one, (i) => (i % 2 ? -1e-4 : 1e-4))).toEqual(codes);
    }
  });

  it.each(kinds)('fails a backend that leaves out %s', async (kind) => {
    expect(await failures(() => withOperations(kind, () => []), `operation: ${kind}`)).toContain(`operation: ${kind}`);
  });

  it.each(mistakes)('fails a backend whose %s takes %s for %s', async (kind, field, value) => {
    const create = (): Backend => withOperations(kind, (operation: Operation) => [{ ...operation, [field]: value }]);
    expect(await failures(create, `operation: ${kind}`)).toContain(`operation: ${kind}`);
  });

  it.each(drawingKinds)('fails a backend whose %s draws from another stream', async (kind) => {
    const create = (): Backend =>
      withOperations(kind, (operation: Operation & { noise: { kind: string; stream: number } | null }) => [
        operation.noise?.kind === 'stream'
          ? ({ ...operation, noise: { ...operation.noise, stream: operation.noise.stream + 9 } } as Operation)
          : operation,
      ]);
    expect(await failures(create, `operation: ${kind}`)).toContain(`operation: ${kind}`);
  });

  it('fails a backend that counts steps in 32 bits, or does not count attempts', async () => {
    const short = (): Backend => clockAs(({ step, ...rest }) => ({ step: step % 2 ** 32, ...rest }));
    expect(await failures(short, 'operation: uniform')).toEqual(['operation: uniform']);
    const once = (): Backend => clockAs(({ step }) => ({ step }));
    expect(await failures(once, 'operation: normal')).toEqual(['operation: normal']);
  });

  it('fails a backend that ignores what the rows are named', async () => {
    const create = (): Backend =>
      withOperations('uniform', (operation: Operation & { noise: { kind: string; stream: number } }) =>
        operation.noise.kind === 'stream'
          ? [{ ...operation, noise: { kind: 'stream', stream: operation.noise.stream } } as Operation]
          : [operation],
      );
    expect(await failures(create, 'operation: uniform')).toEqual(['operation: uniform']);
  });

  it('fails a backend whose values are float16', async () => {
    const rounded = (): Backend =>
      changed({
        loaded: (given) => ({
          ...given,
          read: async (name) => {
            const values = await given.read(name);
            return values instanceof Int32Array ? values : values.map((value) => Number(value.toPrecision(4)));
          },
        }),
      });
    const failed = await failures(rounded, 'operation');
    // Fills have the same few digits.
    expect(failed.length).toBeGreaterThan(20);
  });

  it.each<readonly [string, string, () => Backend]>([
    [
      'gives away its own memory',
      'lifecycle: copies',
      () =>
        changed({
          loaded: (given) => {
            const kept = new Map<string, Awaited<ReturnType<LoadedProgram['read']>>>();
            return {
              ...given,
              read: async (name) => {
                if (!kept.has(name)) kept.set(name, await given.read(name));
                return kept.get(name)!;
              },
            };
          },
        }),
    ],
    [
      'goes on after dispose',
      'lifecycle: a disposed program',
      () => changed({ loaded: (given) => ({ ...given, dispose: () => {} }) }),
    ],
    ['cannot be disposed', 'lifecycle: a disposed backend', () => changed({ backend: { dispose: () => {} } })],
    [
      'takes any length',
      'lifecycle: refuses other lengths',
      () =>
        changed({
          loaded: (given) => ({
            ...given,
            write: (name, values) => {
              if (values.length > 0 && values.length !== 5 && values.length !== 7) given.write(name, values);
            },
          }),
        }),
    ],
    [
      'remembers how often it ran',
      'program: other numbers',
      () => {
        let runs = 0;
        return clockAs(({ step }) => ({ step: step + runs++ }));
      },
    ],
  ])('fails a backend that %s', async (_, id, create) => {
    expect(await failures(create, id)).toHaveLength(1);
  });
});

describe('expectedFailures', () => {
  /** Registers the kit with a runner of our own and gives back its tests. */
  const tests = (expectedFailures: Record<string, string>, create: () => Backend): Map<string, () => Promise<void>> => {
    const registered = new Map<string, () => Promise<void>>();
    backendConformance({
      runner: { describe: (_, body) => body(), it: (name, body) => registered.set(name, body) },
      create,
      expectedFailures,
    });
    return registered;
  };

  it('lets a known failure pass, and fails when it is none any more', async () => {
    const id = 'operation: fill';
    const broken = tests({ [id]: 'not written yet' }, () => withOperations('fill', () => []));
    await expect(broken.get(`${id} (known failure: not written yet)`)!()).resolves.toBeUndefined();
    await expect(tests({}, () => withOperations('fill', () => [])).get(id)!()).rejects.toThrow(/fill, .*77/);
    const mended = tests({ [id]: 'not written yet' }, createReferenceBackend);
    await expect(mended.get(`${id} (known failure: not written yet)`)!()).rejects.toThrow(/passes now/);
  });
});
