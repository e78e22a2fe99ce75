import { DisposedError } from '@cvd/core';
import { CLOCK, KEYS } from '../../assembly/codes.js';
import type { BufferValues, Clock, LoadedProgram, LoadOptions, OperationTime } from '../backend/backend.js';
import { bufferNamed, checkClock, routineNamed, writeCheck } from '../backend/host-checks.js';
import type { Program } from '../program/program.js';
import type { LoweredProgram, LoweredRoutine } from './lowering/lower-program.js';
import { fromPanels, panelsOf, toPanels } from './matrix.js';

/** Runs the records between two addresses on every thread; adds times at an address, or none at 0. */
export type Runner = (start: number, end: number, times: number) => void;

const splitStep = (step: number): readonly [number, number] => [(step % 2 ** 32) | 0, Math.floor(step / 2 ** 32)];

/** Keys of Philox's ten rounds, four times each. */
const roundKeys = ([k0, k1]: LoadOptions['key']): number[] =>
  Array.from({ length: 10 }, (_, round) => [
    (k0 + Math.imul(round, 0x9e3779b9)) | 0,
    (k1 + Math.imul(round, 0xbb67ae85)) | 0,
  ]).flatMap(([first, second]) => [...Array<number>(4).fill(first!), ...Array<number>(4).fill(second!)]);

/** A lowered program in its memory. */
export const createLoadedProgram = (
  program: Program,
  lowered: LoweredProgram,
  memory: WebAssembly.Memory,
  { key }: LoadOptions,
  times: Readonly<Record<string, number>> | null,
  runner: Runner,
  ended: () => boolean,
  release: () => void,
): LoadedProgram => {
  const ints = (address: number, length: number): Int32Array => new Int32Array(memory.buffer, address, length);
  const buffers = program.buffers.map((spec, index) => ({
    spec,
    values:
      spec.type === 'f32'
        ? new Float32Array(memory.buffer, lowered.addresses[index]!, panelsOf(spec.cols) * spec.rows * 16)
        : ints(lowered.addresses[index]!, spec.rows * spec.cols),
  }));
  const byName = new Map(program.buffers.map(({ name }, index) => [name, index]));
  const runs: Record<string, number> = {};
  const clockWords = ints(CLOCK, 3);
  ints(KEYS, 80).set(roundKeys(key));
  let disposed = false;

  const checkValues = writeCheck(program);
  const alive = (operation: string): void => {
    if (disposed || ended()) throw new DisposedError('Backend wasm', operation);
  };
  const indexOf = (name: string): number => byName.get(name) ?? bufferNamed(program, name);

  const setClock = (clock: Clock): void => {
    checkClock(clock);
    const [low, high] = splitStep(clock.step);
    clockWords[0] = low;
    clockWords[1] = high;
    clockWords[2] = clock.attempt ?? 0;
  };

  return {
    run(routine, clock) {
      alive('run');
      routineNamed(program, routine);
      const { start, end } = lowered.routines[routine] as LoweredRoutine;
      setClock(clock);
      runner(start, end, times?.[routine] ?? 0);
      runs[routine] = (runs[routine] ?? 0) + 1;
      return undefined;
    },
    write(name, values) {
      alive('write');
      const index = indexOf(name);
      const { spec, values: own } = buffers[index]!;
      checkValues(index, values);
      if (own instanceof Int32Array) own.set(values);
      else toPanels(values, spec, own);
    },
    read(name): BufferValues {
      alive('read');
      const { spec, values } = buffers[indexOf(name)]!;
      return values instanceof Int32Array ? values.slice() : fromPanels(values, spec);
    },
    profile(): OperationTime[] {
      if (times === null || disposed || ended()) return [];
      return Object.entries(times).flatMap(([routine, address]) => {
        if (runs[routine] === undefined) return [];
        const operations = program.routines[routine]!;
        const milliseconds = new Float64Array(memory.buffer, address, operations.length);
        return operations.map(({ kind }, index) => ({
          routine,
          index,
          kind,
          runs: runs[routine]!,
          milliseconds: milliseconds[index]!,
        }));
      });
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      release();
    },
  };
};
