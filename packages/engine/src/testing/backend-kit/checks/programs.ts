import type { Backend, BufferValues, LoadedProgram } from '../../../backend/backend.js';
import { adamRates } from '../../../optimizers/adam.js';
import { assert, type BackendCheck } from '../backend-check.js';
import { assertClose, KEY, readAll } from '../compare.js';
import { trainedProgram } from '../programs.js';

const { program, start, name } = trainedProgram;

const load = async (backend: Backend, key: readonly [number, number] = KEY): Promise<LoadedProgram> => {
  const loaded = await backend.load(program, { key });
  for (const [buffer, values] of Object.entries(start)) loaded.write(buffer, values);
  return loaded;
};

const train = async (loaded: LoadedProgram, from: number, to: number): Promise<void> => {
  for (let step = from; step < to; step++) {
    loaded.write('rates', Float32Array.from(adamRates(0.01, step + 1)));
    await loaded.run('step', { step });
  }
};

const KEPT = program.buffers
  .filter(({ role }) => role === 'parameter' || role === 'state')
  .map((buffer) => buffer.name);

const read = async (loaded: LoadedProgram, names: readonly string[]): Promise<Record<string, BufferValues>> => {
  const values: Record<string, BufferValues> = {};
  for (const buffer of names) values[buffer] = await loaded.read(buffer);
  return values;
};

const assertSame = (
  what: string,
  actual: Readonly<Record<string, BufferValues>>,
  expected: Readonly<Record<string, BufferValues>>,
): void => assertClose(what, program, actual, expected, 0);

const differ = (a: BufferValues, b: BufferValues): boolean => a.some((value, i) => value !== b[i]);

export const programChecks: readonly BackendCheck[] = [
  {
    id: `program: ${name}, three steps beside the reference`,
    run: async ({ backend, reference, tolerance }) => {
      const [loaded, twin] = [await load(backend), await load(reference)];
      for (let step = 0; step < 3; step++) {
        await train(loaded, step, step + 1);
        await train(twin, step, step + 1);
        // What is drawn by comparing (masks, choices) is the same; ten operations in a row may add up their rounding.
        const [actual, expected] = [await readAll(loaded, program), await readAll(twin, program)];
        assertClose(`step ${step}`, program, actual, expected, 30 * tolerance);
      }
    },
  },
  {
    id: 'program: learns',
    run: async ({ backend }) => {
      const loaded = await load(backend);
      await train(loaded, 0, 1);
      const first = (await loaded.read('loss'))[0]!;
      await train(loaded, 1, 60);
      const last = (await loaded.read('loss'))[0]!;
      assert(last < first / 2, `After 60 steps the loss is ${last}, it began with ${first}.`);
    },
  },
  {
    id: 'program: the same bytes from the same start',
    run: async ({ backend }) => {
      const [first, second] = [await load(backend), await load(backend)];
      await train(first, 0, 3);
      await train(second, 0, 3);
      assertSame('the second time', await readAll(second, program), await readAll(first, program));
    },
  },
  {
    id: 'program: goes on from parameters and states as if it had never stopped',
    run: async ({ backend }) => {
      const [through, before, after] = [await load(backend), await load(backend), await load(backend)];
      await train(through, 0, 4);
      await train(before, 0, 2);
      for (const [buffer, values] of Object.entries(await read(before, KEPT))) after.write(buffer, values);
      await train(after, 2, 4);
      assertSame('after a restart', await read(after, KEPT), await read(through, KEPT));
    },
  },
  {
    id: 'program: other numbers by key, step and attempt, whatever ran before',
    run: async ({ backend }) => {
      const draw = async (loaded: LoadedProgram, step: number, attempt?: number): Promise<BufferValues> => {
        await loaded.run('draw', attempt === undefined ? { step } : { step, attempt });
        return loaded.read('drawn');
      };
      const [loaded, other] = [await load(backend), await load(backend, [KEY[0], KEY[1] + 1])];
      const first = await draw(loaded, 5);
      for (const [what, values] of [
        ['another step', await draw(loaded, 6)],
        ['another attempt', await draw(loaded, 5, 1)],
        ['another key', await draw(other, 5)],
      ] as const) {
        assert(differ(first, values), `${what} gave the same numbers.`);
      }
      await train(loaded, 0, 1);
      assert(!differ(first, await draw(loaded, 5)), 'Step 5 gave other numbers after other runs.');
      assert(!differ(first, await draw(loaded, 5, 0)), 'Attempt 0 gave other numbers than none.');
    },
  },
];
