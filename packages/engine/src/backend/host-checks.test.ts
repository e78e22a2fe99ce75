import type { Span } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../program/builder.js';
import { rowsOf } from '../program/rows-of.js';
import { bufferBytes, checkClock, writeCheck } from './host-checks.js';
import { placeLimits } from './place-limits.js';

const spans: readonly Span[] = [
  { start: 0, width: 1, activation: 'tanh' },
  { start: 1, width: 3, activation: 'softmax' },
];

const program = createProgram((define) => {
  const [large, small] = [define.state('large', 9, 4), define.state('small', 3, 4)];
  const places = define.input('places', 4, 2, 'i32');
  const targets = define.input('targets', 2, 1, 'i32');
  const free = define.input('free', 4, 2, 'i32');
  const [out, logits, gradient] = [define.output('out', 2, 4), define.input('logits', 2, 4), define.output('g', 2, 4)];
  const loss = define.output('loss', 2, 1);
  const noise = define.stream(free);
  const uniforms = define.output('uniforms', 4, 3);
  for (const name of ['first', 'second']) {
    define.routine(name, (op) => {
      op.gatherRows({ out, table: large, indices: rowsOf(places, 0, 2) });
      op.scatterRows({ table: small, x: out, indices: rowsOf(places, 2, 2) });
      op.crossEntropy({ logits, targets, spans, loss, gradient });
      op.uniform({ out: uniforms, noise });
    });
  }
});
const indexOf = (name: string): number => program.buffers.findIndex((buffer) => buffer.name === name);

describe('writeCheck', () => {
  const check = writeCheck(program);

  it('knows each limit once', () => {
    expect(placeLimits(program).map(({ below }) => below)).toEqual([9, 3, 4]);
  });

  it('holds rows of places to the table that they are taken for', () => {
    check(indexOf('places'), Int32Array.of(8, -1, 0, 8, 2, -1, 0, 2));
    expect(() => check(indexOf('places'), Int32Array.of(9, 0, 0, 0, 0, 0, 0, 0))).toThrow(
      'Buffer "places", row 0, column 0: 9 is not a row of a table of 9, nor −1 for none.',
    );
    expect(() => check(indexOf('places'), Int32Array.of(0, 0, 0, 0, 0, 3, 0, 0))).toThrow(/row 2, column 1: 3/);
    expect(() => check(indexOf('places'), Int32Array.of(0, 0, 0, -2, 0, 0, 0, 0))).toThrow(RangeError);
  });

  it('holds targets to choices', () => {
    check(indexOf('targets'), Int32Array.of(1, 3));
    for (const column of [0, 4, -2]) {
      expect(() => check(indexOf('targets'), Int32Array.of(1, column))).toThrow(/a column of a softmax span/);
    }
  });

  it('lets names of rows be any number', () => {
    check(indexOf('free'), new Int32Array(8).fill(-(2 ** 31)));
  });
});

describe('checkClock', () => {
  it('takes whole steps below 2⁵³ and attempts below 2²⁴', () => {
    checkClock({ step: 0 });
    checkClock({ step: 2 ** 53 - 1, attempt: 2 ** 24 - 1 });
    for (const clock of [{ step: -1 }, { step: Number.NaN }, { step: 1, attempt: 0.5 }, { step: 1, attempt: -1 }]) {
      expect(() => checkClock(clock)).toThrow(RangeError);
    }
  });
});

describe('bufferBytes', () => {
  it('adds up all buffers and names the largest', () => {
    const small = createProgram((define) => {
      define.input('x', 2, 3);
      define.parameter('weight', 10, 10);
    });
    expect(bufferBytes(small)).toEqual({ bytes: 4 * 106, largest: { name: 'weight', bytes: 400 } });
  });
});
