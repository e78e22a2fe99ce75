import type { Span } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { InvalidProgramError } from '../errors/invalid-program-error.js';
import { createProgram, type ProgramBuilder } from './builder.js';
import { checkProgram } from './check.js';
import type { Operation } from './operation.js';
import type { Program } from './program.js';
import type { Recorder } from './recorder.js';
import { rowsOf } from './rows-of.js';
import type { View } from './view.js';

const errorOf = (program: Program): InvalidProgramError => {
  try {
    checkProgram(program);
  } catch (error) {
    if (error instanceof InvalidProgramError) return error;
    throw error;
  }
  throw new Error('The program was not refused.');
};

/** A program whose routine 'go' is what `record` says. */
const going = (record: (define: ProgramBuilder) => (op: Recorder) => void): Program =>
  createProgram((define) => {
    const body = record(define);
    define.routine('go', body);
  });

const tanh: Span = { start: 0, width: 1, activation: 'tanh' };
const softmax: Span = { start: 1, width: 3, activation: 'softmax' };

describe('checkProgram', () => {
  it('names routine, operation and field, and says what would be right', () => {
    const error = errorOf(
      going((define) => {
        const [a, b, out] = [define.input('a', 4, 3), define.input('b', 2, 5), define.output('c', 4, 5)];
        return (op) => {
          op.fill({ out, value: 0 });
          op.matmul({ out, terms: [{ a, b }] });
        };
      }),
    );
    expect(error.code).toBe('CVD_INVALID_PROGRAM');
    expect(error.place).toEqual({ routine: 'go', index: 1, kind: 'matmul', field: 'terms[0].b' });
    expect(error.message).toBe(
      'Program, routine "go", operation 1 (matmul), field "terms[0].b": has 2 rows, 3 needed by "terms[0].a".',
    );
  });

  it('lets a right program pass, empty routines and all', () => {
    checkProgram({ buffers: [], routines: {} });
    checkProgram(createProgram((define) => define.routine('nothing', () => {})));
  });

  it.each<[string, string, (define: ProgramBuilder) => (op: Recorder) => void]>([
    [
      'a transposed product',
      'terms[0].b',
      (define) => {
        const [a, b, out] = [define.input('a', 3, 4), define.input('b', 3, 5), define.output('c', 4, 5)];
        return (op) => op.matmul({ out, terms: [{ a, b }], transposeA: true, transposeB: true });
      },
    ],
    [
      'a bias of more than a row',
      'bias',
      (define) => {
        const [a, b, out] = [define.input('a', 4, 3), define.input('b', 3, 5), define.output('c', 4, 5)];
        const bias = define.input('bias', 4, 5);
        return (op) => op.matmul({ out, terms: [{ a, b }], bias });
      },
    ],
    [
      'a product of nothing',
      'terms',
      (define) => {
        const out = define.output('c', 4, 5);
        return (op) => op.matmul({ out, terms: [] });
      },
    ],
    [
      'values of another shape than indices',
      'values',
      (define) => {
        const [out, table] = [define.output('out', 4, 5), define.input('table', 9, 5)];
        const [indices, values] = [define.input('indices', 4, 2, 'i32'), define.input('values', 4, 3)];
        return (op) => op.gatherRows({ out, table, indices, values });
      },
    ],
    [
      'reals for indices',
      'indices',
      (define) => {
        const [out, table] = [define.output('out', 4, 5), define.input('table', 9, 5)];
        const indices = define.input('indices', 4, 2);
        return (op) => op.gatherRows({ out, table, indices });
      },
    ],
    [
      'indices that a run could have made',
      'indices',
      (define) => {
        const [out, table] = [define.output('out', 4, 5), define.input('table', 9, 5)];
        const indices = define.scratch('indices', 4, 2, 'i32');
        return (op) => op.gatherRows({ out, table, indices });
      },
    ],
    [
      'integers for reals',
      'x',
      (define) => {
        const [out, x] = [define.output('out', 1, 1), define.input('x', 9, 5, 'i32')];
        return (op) => op.sum({ out, x });
      },
    ],
    [
      'groups that do not divide the rows',
      'out',
      (define) => {
        const [out, x] = [define.output('out', 4, 1), define.input('x', 9, 5)];
        return (op) => op.squaredNorms({ out, x });
      },
    ],
    [
      'an input that is written',
      'out',
      (define) => {
        const out = define.input('out', 4, 1);
        return (op) => op.fill({ out, value: 1 });
      },
    ],
    [
      'a product onto its own factor',
      'out',
      (define) => {
        const [x, w] = [define.state('x', 4, 4), define.input('w', 4, 4)];
        return (op) => op.matmul({ out: x, terms: [{ a: x, b: w }] });
      },
    ],
    [
      'rows that overlap without being the same',
      'out',
      (define) => {
        const x = define.state('x', 4, 4);
        return (op) => op.scaleRows({ out: rowsOf(x, 0, 2), x: rowsOf(x, 1, 2), scale: define.input('s', 2, 1) });
      },
    ],
    [
      'two outputs in one place',
      'mean',
      (define) => {
        const [x, out, one] = [define.input('x', 4, 4), define.output('out', 4, 4), define.output('one', 1, 4)];
        const [gamma, beta] = [define.parameter('gamma', 1, 4), define.parameter('beta', 1, 4)];
        return (op) => op.batchNorm({ x, out, gamma, beta, mean: one, variance: one });
      },
    ],
    [
      'a span beyond the columns',
      'spans[1]',
      (define) => {
        const [out, logits] = [define.output('out', 2, 3), define.input('logits', 2, 3)];
        return (op) => op.spanActivation({ out, logits, spans: [tanh, softmax] });
      },
    ],
    [
      'columns without a span',
      'spans',
      (define) => {
        const [out, logits] = [define.output('out', 2, 5), define.input('logits', 2, 5)];
        return (op) => op.spanActivation({ out, logits, spans: [tanh, softmax] });
      },
    ],
    [
      'a gap between spans',
      'spans[1]',
      (define) => {
        const [out, logits] = [define.output('out', 2, 5), define.input('logits', 2, 5)];
        return (op) => op.spanActivation({ out, logits, spans: [tanh, { ...softmax, start: 2 }] });
      },
    ],
    [
      'spans that overlap',
      'spans[1]',
      (define) => {
        const [codes, logits] = [define.output('codes', 2, 2, 'i32'), define.input('logits', 2, 5)];
        return (op) => op.sampleSpans({ codes, logits, spans: [softmax, { ...softmax, start: 2 }] });
      },
    ],
    [
      'a span of no columns',
      'spans[0]',
      (define) => {
        const [out, logits] = [define.output('out', 2, 5), define.input('logits', 2, 5)];
        return (op) => op.spanActivation({ out, logits, spans: [{ ...tanh, width: 0 }] });
      },
    ],
    [
      'targets without a choice',
      'spans',
      (define) => {
        const [logits, targets] = [define.input('logits', 2, 1), define.input('targets', 2, 1, 'i32')];
        const [loss, gradient] = [define.output('loss', 2, 1), define.output('gradient', 2, 1)];
        return (op) => op.crossEntropy({ logits, targets, loss, gradient, spans: [tanh] });
      },
    ],
    [
      'choices that go nowhere',
      'codes',
      (define) => {
        const [logits, scalars] = [define.input('logits', 2, 4), define.output('scalars', 2, 1)];
        return (op) => op.sampleSpans({ logits, scalars, spans: [tanh, softmax] });
      },
    ],
    [
      'codes without a choice',
      'codes',
      (define) => {
        const [logits, scalars] = [define.input('logits', 2, 1), define.output('scalars', 2, 1)];
        const codes = define.output('codes', 2, 1, 'i32');
        return (op) => op.sampleSpans({ logits, scalars, codes, spans: [tanh] });
      },
    ],
    [
      'a column named twice',
      'columns[1]',
      (define) => {
        const [logits, x] = [define.input('logits', 2, 4), define.input('x', 2, 2)];
        const [sigma, sigmaGradient] = [define.input('sigma', 1, 2), define.output('sigmaGradient', 1, 2)];
        const [loss, gradient] = [define.output('loss', 2, 1), define.output('gradient', 2, 4)];
        return (op) => op.gaussianReconstruction({ logits, x, sigma, sigmaGradient, loss, gradient, columns: [3, 3] });
      },
    ],
    [
      'a rate of 1',
      'rate',
      (define) => {
        const [x, out, factor] = [define.input('x', 2, 4), define.output('out', 2, 4), define.output('f', 2, 4)];
        return (op) => op.leakyDropout({ x, out, factor, slope: 0.2, rate: 1, noise: define.stream() });
      },
    ],
    [
      'bounds the wrong way round',
      'low',
      (define) => {
        const x = define.state('x', 2, 4);
        return (op) => op.clamp({ x, low: 1, high: 0 });
      },
    ],
    [
      'a temperature of 0',
      'temperature',
      (define) => {
        const [out, logits] = [define.output('out', 2, 4), define.input('logits', 2, 4)];
        return (op) => op.spanActivation({ out, logits, spans: [tanh, softmax], temperature: 0 });
      },
    ],
    [
      'not a number',
      'value',
      (define) => {
        const out = define.output('out', 2, 4);
        return (op) => op.fill({ out, value: Number.NaN });
      },
    ],
    [
      'a stream that is drawn from twice',
      'noise.stream',
      (define) => {
        const [a, b, noise] = [define.output('a', 2, 4), define.output('b', 2, 4), define.stream()];
        return (op) => {
          op.uniform({ out: a, noise });
          op.normal({ out: b, noise });
        };
      },
    ],
    [
      'a stream of number 256',
      'noise.stream',
      (define) => {
        const out = define.output('out', 2, 4);
        return (op) => op.uniform({ out, noise: { kind: 'stream', stream: 256 } });
      },
    ],
    [
      'names of other rows than are drawn',
      'noise.rows',
      (define) => {
        const [out, rows] = [define.output('out', 2, 4), define.input('rows', 3, 2, 'i32')];
        return (op) => op.uniform({ out, noise: define.stream(rows) });
      },
    ],
    [
      'given noise of another shape',
      'noise.values',
      (define) => {
        const [out, values] = [define.output('out', 2, 4), define.input('values', 2, 3)];
        return (op) => op.uniform({ out, noise: { kind: 'given', values } });
      },
    ],
    [
      'rates of one number',
      'rates',
      (define) => {
        const [parameter, gradient] = [define.parameter('p', 2, 2), define.scratch('g', 2, 2)];
        const [m, v, rates] = [define.state('m', 2, 2), define.state('v', 2, 2), define.input('rates', 1, 1)];
        return (op) => op.adam({ parameter, gradient, m, v, rates });
      },
    ],
  ])('refuses %s', (_, field, record) => {
    expect(errorOf(going(record)).place).toMatchObject({ routine: 'go', field });
  });

  it.each<[string, View]>([
    ['no buffer of the program', { buffer: 7, row: 0, rows: 2, cols: 4 }],
    ['rows before the first', { buffer: 0, row: -1, rows: 2, cols: 4 }],
    ['rows behind the last', { buffer: 0, row: 1, rows: 2, cols: 4 }],
    ['no rows', { buffer: 0, row: 0, rows: 0, cols: 4 }],
    ['half a row', { buffer: 0, row: 0.5, rows: 1, cols: 4 }],
    ['some of the columns', { buffer: 0, row: 0, rows: 2, cols: 3 }],
  ])('refuses a view of %s', (_, out) => {
    const operation: Operation = { kind: 'fill', out, value: 0 };
    const buffers = [{ name: 'x', rows: 2, cols: 4, type: 'f32', role: 'output' }] as const;
    expect(errorOf({ buffers, routines: { go: [operation] } }).place.field).toBe('out');
  });

  it('refuses buffers of one name and of no size', () => {
    expect(
      errorOf(
        createProgram((define) => {
          define.input('x', 1, 1);
          define.output('x', 2, 2);
        }),
      ).place,
    ).toEqual({ buffer: 'x' });
    for (const rows of [0, -1, 1.5, Number.NaN]) {
      const error = errorOf(createProgram((define) => define.input('x', rows, 1)));
      expect(error.place).toEqual({ buffer: 'x', field: 'rows' });
    }
  });

  it('allows two routines one stream, and reads of one view in several places', () => {
    checkProgram(
      createProgram((define) => {
        const [x, out, noise] = [define.state('x', 3, 3), define.output('out', 3, 3), define.stream()];
        define.routine('first', (op) => op.uniform({ out, noise }));
        define.routine('second', (op) => {
          op.uniform({ out, noise });
          op.matmul({ out, terms: [{ a: x, b: x }], transposeA: true });
          op.multiply({ out: x, a: x, b: x });
        });
      }),
    );
  });
});

describe('createProgram', () => {
  it('refuses two routines of one name', () => {
    expect(() =>
      createProgram((define) => {
        define.routine('go', () => {});
        define.routine('go', () => {});
      }),
    ).toThrow(RangeError);
  });

  it('is data: what is recorded survives JSON', () => {
    const program = going((define) => {
      const out = define.output('out', 2, 4);
      return (op) => op.uniform({ out, noise: define.stream() });
    });
    expect(JSON.parse(JSON.stringify(program))).toEqual(program);
  });
});

describe('rowsOf', () => {
  it('counts from the first row of the view', () => {
    const view: View = { buffer: 1, row: 10, rows: 6, cols: 3 };
    expect(rowsOf(view, 2, 3)).toEqual({ buffer: 1, row: 12, rows: 3, cols: 3 });
    for (const [first, rows] of [
      [4, 3],
      [-1, 2],
      [0, 0],
      [0.5, 1],
    ] as const) {
      expect(() => rowsOf(view, first, rows)).toThrow(RangeError);
    }
  });
});
