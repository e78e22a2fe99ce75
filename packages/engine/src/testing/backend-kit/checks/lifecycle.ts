import { CvdError, type ErrorCode } from '@cvd/core';
import type { BufferValues, LoadedProgram } from '../../../backend/backend.js';
import { createProgram } from '../../../program/builder.js';
import { assert, type BackendCheck, type BackendCheckContext, errorOf } from '../backend-check.js';
import { KEY } from '../compare.js';

const program = createProgram((define) => {
  const x = define.input('x', 2, 3);
  const places = define.input('places', 2, 1, 'i32');
  const doubled = define.output('doubled', 2, 3);
  const table = define.state('table', 4, 3);
  const picked = define.output('picked', 2, 3);
  define.routine('double', (op) => op.add({ out: doubled, a: x, b: x }));
  define.routine('pick', (op) => op.gatherRows({ out: picked, table, indices: places }));
});

const load = ({ backend }: BackendCheckContext): Promise<LoadedProgram> => backend.load(program, { key: KEY });

const assertCode = async (what: string, code: ErrorCode, action: () => unknown): Promise<void> => {
  const error = await errorOf(what, action);
  const found = CvdError.isInstance(error) ? error.code : String(error);
  assert(found === code, `${what} ended with ${found}, not with ${code}.`);
};

const assertValues = (what: string, actual: BufferValues, expected: readonly number[]): void =>
  assert(String(actual) === String(expected), `${what}: ${actual}, not ${expected}.`);

export const lifecycleChecks: readonly BackendCheck[] = [
  {
    id: 'lifecycle: says what it is',
    run: async ({ backend: { description } }) => {
      const { name, build, threads, warnings } = description;
      assert(name !== '' && build !== '', 'A backend has a name and a build.');
      assert(Number.isInteger(threads) && threads >= 1, `A backend has at least one thread, not ${threads}.`);
      assert(Array.isArray(warnings), 'Warnings are a list.');
    },
  },
  {
    id: 'lifecycle: buffers start as zeros and hold what was written',
    run: async (context) => {
      const loaded = await load(context);
      assertValues('a new buffer', await loaded.read('table'), new Array(12).fill(0));
      loaded.write('x', Float32Array.of(1, 2, 3, 4, 5, 6));
      loaded.write('places', Int32Array.of(-1, 3));
      assertValues('x', await loaded.read('x'), [1, 2, 3, 4, 5, 6]);
      const places = await loaded.read('places');
      assert(places instanceof Int32Array, 'Integers are read as Int32Array.');
      assertValues('places', places, [-1, 3]);
      loaded.write('x', Float64Array.of(0.5, 0, 0, 0, 0, 0));
      assertValues('x from float64', await loaded.read('x'), [0.5, 0, 0, 0, 0, 0]);
    },
  },
  {
    id: 'lifecycle: copies what it is given and what it gives',
    run: async (context) => {
      const loaded = await load(context);
      const values = Float32Array.of(1, 2, 3, 4, 5, 6);
      loaded.write('x', values);
      values.fill(9);
      const first = await loaded.read('x');
      first.fill(8);
      assertValues('x', await loaded.read('x'), [1, 2, 3, 4, 5, 6]);
      await loaded.run('double', { step: 0 });
      const doubled = await loaded.read('doubled');
      loaded.write('x', new Float32Array(6));
      await loaded.run('double', { step: 1 });
      assertValues('an earlier answer', doubled, [2, 4, 6, 8, 10, 12]);
    },
  },
  {
    id: 'lifecycle: programs do not meet',
    run: async (context) => {
      const [first, second] = [await load(context), await load(context)];
      first.write('x', new Float32Array(6).fill(1));
      second.write('x', new Float32Array(6).fill(2));
      await first.run('double', { step: 0 });
      await second.run('double', { step: 0 });
      assertValues('the first program', await first.read('doubled'), new Array(6).fill(2));
      assertValues('the second program', await second.read('doubled'), new Array(6).fill(4));
      first.dispose();
      await second.run('double', { step: 1 });
      assertValues('after the first is gone', await second.read('doubled'), new Array(6).fill(4));
    },
  },
  {
    id: 'lifecycle: refuses other lengths and types',
    run: async (context) => {
      const loaded = await load(context);
      loaded.write('x', new Float32Array(6).fill(1));
      for (const length of [0, 5, 7]) {
        const error = await errorOf(`Writing ${length} values`, () => loaded.write('x', new Float32Array(length)));
        assert(error instanceof RangeError, `Writing ${length} values ended with ${error}, not with a RangeError.`);
      }
      const integers = await errorOf('Writing integers', () => loaded.write('x', new Int32Array(6)));
      assert(integers instanceof TypeError, `Integers for reals ended with ${integers}, not with a TypeError.`);
      const reals = await errorOf('Writing reals', () => loaded.write('places', new Float32Array(2)));
      assert(reals instanceof TypeError, `Reals for integers ended with ${reals}, not with a TypeError.`);
      assertValues('x', await loaded.read('x'), new Array(6).fill(1));
    },
  },
  {
    id: 'lifecycle: refuses places outside their table',
    run: async (context) => {
      const loaded = await load(context);
      for (const place of [4, -2, 2 ** 31 - 1]) {
        const error = await errorOf(`Place ${place}`, () => loaded.write('places', Int32Array.of(0, place)));
        assert(error instanceof RangeError, `Place ${place} ended with ${error}, not with a RangeError.`);
      }
      loaded.write('places', Int32Array.of(-1, 3));
      await loaded.run('pick', { step: 0 });
    },
  },
  {
    id: 'lifecycle: refuses names it does not have',
    run: async (context) => {
      const loaded = await load(context);
      await assertCode('An unknown routine', 'CVD_INVALID_PROGRAM', () => loaded.run('triple', { step: 0 }));
      await assertCode('An inherited name', 'CVD_INVALID_PROGRAM', () => loaded.run('toString', { step: 0 }));
      await assertCode('Reading an unknown buffer', 'CVD_INVALID_PROGRAM', () => loaded.read('y'));
      await assertCode('Writing an unknown buffer', 'CVD_INVALID_PROGRAM', () =>
        loaded.write('y', new Float32Array(1)),
      );
    },
  },
  {
    id: 'lifecycle: refuses steps and attempts that cannot be counted',
    run: async (context) => {
      const loaded = await load(context);
      for (const clock of [{ step: -1 }, { step: 0.5 }, { step: 2 ** 53 }, { step: 0, attempt: 2 ** 24 }]) {
        const error = await errorOf(`Clock ${JSON.stringify(clock)}`, () => loaded.run('double', clock));
        assert(error instanceof RangeError, `Clock ${JSON.stringify(clock)} ended with ${error}.`);
      }
    },
  },
  {
    id: 'lifecycle: checks a program before it loads it',
    run: async ({ backend }) => {
      const broken = createProgram((define) => {
        const [x, y] = [define.input('x', 2, 3), define.output('y', 3, 2)];
        define.routine('add', (op) => op.add({ out: y, a: x, b: x }));
      });
      await assertCode('A program of wrong shapes', 'CVD_INVALID_PROGRAM', () => backend.load(broken, { key: KEY }));
    },
  },
  {
    id: 'lifecycle: measures operations when asked to',
    run: async (context) => {
      const measured = await context.backend.load(program, { key: KEY, profile: true });
      await measured.run('double', { step: 0 });
      await measured.run('double', { step: 1 });
      const [time, ...others] = measured.profile();
      assert(others.length === 0 && time?.routine === 'double', 'A profile has the operations that ran.');
      assert(
        time.index === 0 && time.kind === 'add' && time.runs === 2,
        `A profile names them: ${JSON.stringify(time)}.`,
      );
      assert(time.milliseconds >= 0, 'Time does not run backwards.');
      const plain = await load(context);
      await plain.run('double', { step: 0 });
      assert(plain.profile().length === 0, 'Without `profile` nothing is measured.');
    },
  },
  {
    id: 'lifecycle: a disposed program is of no more use',
    run: async (context) => {
      const loaded = await load(context);
      loaded.dispose();
      loaded.dispose();
      await assertCode('run after dispose', 'CVD_DISPOSED', () => loaded.run('double', { step: 0 }));
      await assertCode('read after dispose', 'CVD_DISPOSED', () => loaded.read('x'));
      await assertCode('write after dispose', 'CVD_DISPOSED', () => loaded.write('x', new Float32Array(6)));
    },
  },
  {
    id: 'lifecycle: a disposed backend is of no more use',
    run: async (context) => {
      const loaded = await load(context);
      context.backend.dispose();
      context.backend.dispose();
      await assertCode('run after dispose', 'CVD_DISPOSED', () => loaded.run('double', { step: 0 }));
      await assertCode('load after dispose', 'CVD_DISPOSED', () => load(context));
    },
  },
];
