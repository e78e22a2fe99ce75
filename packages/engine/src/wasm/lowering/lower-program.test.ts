import { describe, expect, it } from 'vitest';
import { HEADER } from '../../../assembly/codes.js';
import { createProgram, type ProgramBuilder } from '../../program/builder.js';
import type { Recorder } from '../../program/recorder.js';
import { rowsOf } from '../../program/rows-of.js';
import { tileOf } from '../tiles.js';
import { lowerProgram } from './lower-program.js';
import { conflict, lineRectangles } from './region.js';
import { evenShares } from './shares.js';

/** Whether a barrier stands before each record. */
const barriers = (threads: number, record: (define: ProgramBuilder) => (op: Recorder) => void): boolean[] => {
  const program = createProgram((define) => define.routine('run', record(define)));
  const { arena, routines } = lowerProgram(program, { threads, tile: tileOf('strict', false) });
  const memory = new ArrayBuffer(Math.ceil(arena.size / 65_536) * 65_536);
  arena.fill(memory);
  const { start, end } = routines.run!;
  const words = new Int32Array(memory);
  const found: boolean[] = [];
  for (let at = start; at < end; at += words[at / 4 + 2]!) {
    expect(words[at / 4 + 2]!).toBeGreaterThanOrEqual(HEADER + 8 * threads);
    found.push(words[at / 4 + 1] === 1);
  }
  return found;
};

describe('barriers', () => {
  it('stand only where a thread meets what another one did', () => {
    const found = barriers(2, (define) => {
      const x = define.scratch('x', 40, 64);
      const y = define.scratch('y', 40, 64);
      const sums = define.scratch('sums', 1, 64);
      return (op) => {
        op.fill({ out: x, value: 1 });
        // The same lines.
        op.add({ out: y, a: x, b: x });
        // Two panels a thread, as the lines.
        op.sumRows({ out: sums, x: y });
        // All rows of x are read.
        op.matmul({ out: y, terms: [{ a: x, b: rowsOf(x, 0, 40) }], transposeA: false, transposeB: true });
      };
    });
    expect(found).toEqual([false, false, false, true]);
  });

  it('are none with one thread', () => {
    const found = barriers(1, (define) => {
      const x = define.scratch('x', 40, 64);
      return (op) => {
        op.fill({ out: x, value: 1 });
        op.sum({ out: define.scratch('sum', 1, 1), x });
      };
    });
    expect(found).toEqual([false, false]);
  });
});

describe('shares', () => {
  it.each([
    [7, 3, 1],
    [50, 4, 4],
    [3, 5, 1],
    [500, 2, 4],
  ])('of %i units for %i threads, by %i, cover each once', (count, threads, grain) => {
    const shares = evenShares(count, threads, grain);
    let next = 0;
    for (const [from, to] of shares) {
      expect(from).toBe(next);
      expect(to).toBeGreaterThanOrEqual(from);
      next = to;
    }
    expect(next).toBe(count);
  });

  it('of lines are at most three rectangles, which cover them', () => {
    const matrix = { buffer: 0, row: 2, rows: 10, cols: 50, address: 0, stride: 0 };
    for (let from = 0; from <= 40; from++) {
      for (let to = from; to <= 40; to++) {
        const rectangles = lineRectangles(matrix, [from, to]);
        const lines = rectangles.flatMap(({ row, rowEnd, panel, panelEnd }) =>
          Array.from({ length: (panelEnd - panel) * (rowEnd - row) }, (_, i) => {
            const r = row + (i % (rowEnd - row)) - 2;
            return (panel + Math.floor(i / (rowEnd - row))) * 10 + r;
          }),
        );
        expect(rectangles.length).toBeLessThanOrEqual(3);
        expect(lines.sort((a, b) => a - b)).toEqual(Array.from({ length: to - from }, (_, i) => from + i));
      }
    }
  });

  it('conflict where they overlap, one of them writes, and the threads differ', () => {
    const region = (row: number, rowEnd: number) => [{ row, rowEnd, panel: 0, panelEnd: 1 }];
    const access = (write: boolean, ...rows: [number, number][]) => ({
      buffer: 1,
      write,
      regions: rows.map(([from, to]) => region(from, to)),
    });
    expect(conflict(access(true, [0, 5], [5, 9]), access(false, [0, 5], [5, 9]))).toBe(false);
    expect(conflict(access(true, [0, 5], [5, 9]), access(false, [0, 6], [6, 9]))).toBe(true);
    expect(conflict(access(false, [0, 5], [5, 9]), access(false, [0, 9], [0, 9]))).toBe(false);
    expect(conflict(access(true, [0, 5], [5, 9]), { ...access(true, [0, 9], [0, 9]), buffer: 2 })).toBe(false);
  });
});
