import { describe, expect, it } from 'vitest';
import { operationCases } from '../testing/backend-kit/cases/index.js';
import { createProgram } from './builder.js';
import { countProgram } from './count.js';
import { printProgram } from './print.js';
import { rowsOf } from './rows-of.js';

const program = createProgram((define) => {
  const x = define.input('x', 6, 8);
  const codes = define.input('codes', 6, 1, 'i32');
  const weight = define.parameter('weight', 10, 3);
  const bias = define.parameter('bias', 1, 3);
  const hidden = define.scratch('hidden', 6, 3);
  const factor = define.scratch('factor', 6, 3);
  define.routine('forward', (op) => {
    op.gatherRows({ out: hidden, table: weight, indices: codes });
    op.matmul({ out: hidden, terms: [{ a: x, b: rowsOf(weight, 0, 8) }], bias, accumulate: true, activation: 'relu' });
    op.leakyDropout({ out: hidden, factor, x: hidden, slope: 0.2, rate: 0.5, noise: define.stream() });
  });
  define.routine('nothing', () => {});
});

describe('printProgram', () => {
  it('lists buffers and operations with names and shapes', () => {
    expect(printProgram(program)).toBe(`input x 6×8
input codes 6×1 i32
parameter weight 10×3
parameter bias 1×3
scratch hidden 6×3
scratch factor 6×3

routine forward
  0 gatherRows out = hidden 6×3, table = weight 10×3, indices = codes 6×1
  1 matmul out = +hidden 6×3, terms[0].a = x 6×8, terms[0].b = weight[0…7] 8×3, bias = bias 1×3, activation relu
  2 leakyDropout out = hidden 6×3, factor = factor 6×3, x = hidden 6×3, slope 0.2, rate 0.5, stream 0

routine nothing
`);
  });
});

describe('countProgram', () => {
  const { routines, bufferBytes } = countProgram(program);

  it('counts a product as two operations for each of its terms, and what is joined to it', () => {
    expect(routines.forward!.byKind.matmul!.flop).toBe(6 * 3 * (2 * 8 + 3));
    expect(routines.forward!.operations[0]).toEqual({
      index: 0,
      kind: 'gatherRows',
      flop: 18,
      bytes: 4 * (18 + 18 + 6),
    });
    expect(routines.nothing).toEqual({ flop: 0, bytes: 0, operations: [], byKind: {} });
    expect(bufferBytes).toBe(4 * (48 + 6 + 30 + 3 + 18 + 18));
  });

  it('adds up to the sum of its operations', () => {
    const { operations, flop, bytes } = routines.forward!;
    expect(flop).toBe(operations.reduce((sum, operation) => sum + operation.flop, 0));
    expect(bytes).toBe(operations.reduce((sum, operation) => sum + operation.bytes, 0));
  });

  it('has a figure for every kind of operation, and text', () => {
    for (const { program: one, kind } of operationCases) {
      const [work] = countProgram(one).routines.run!.operations;
      expect(work!.bytes, kind).toBeGreaterThan(0);
      expect(work!.flop > 0 || kind === 'fill' || kind === 'transpose', kind).toBe(true);
      expect(printProgram(one)).toContain(`0 ${kind} `);
    }
  });
});
