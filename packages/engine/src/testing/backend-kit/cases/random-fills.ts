import type { Clock } from '../../../backend/backend.js';
import { type OperationCase, operationCase } from '../operation-case.js';
import { drawnIntegers } from '../values.js';
import { shapes } from './shapes.js';

/** Steps whose row numbers reach beyond 32 bits, and attempts. */
const clocks: readonly Clock[] = [
  { step: 0 },
  { step: 7 },
  { step: 2 ** 33 + 5 },
  { step: 1, attempt: 1 },
  { step: 0, attempt: 2 ** 24 - 1 },
];

const uniforms = shapes.flatMap(([rows, cols]) =>
  clocks.flatMap((clock) =>
    operationCase(
      'uniform',
      `${rows}×${cols}, step ${clock.step}, attempt ${clock.attempt ?? 0}`,
      (define) => {
        const out = define.output('out', rows, cols);
        return (op) => op.uniform({ out, noise: define.stream() });
      },
      { clock, exact: true },
    ),
  ),
);

const normals = shapes.flatMap(([rows, cols]) =>
  clocks.flatMap((clock) =>
    operationCase(
      'normal',
      `${rows}×${cols}, step ${clock.step}, attempt ${clock.attempt ?? 0}`,
      (define) => {
        const out = define.output('out', rows, cols);
        return (op) => op.normal({ out, noise: define.stream() });
      },
      { clock },
    ),
  ),
);

const named = operationCase(
  'uniform',
  'rows named one by one',
  (define) => {
    const halves = drawnIntegers('named rows', 12, -(2 ** 31), 2 ** 31);
    const rows = define.integers('rows', 6, 2, halves);
    const out = define.output('out', 6, 18);
    return (op) => op.uniform({ out, noise: define.stream(rows) });
  },
  { clock: { step: 99, attempt: 3 }, exact: true },
);

const given = (['uniform', 'normal'] as const).flatMap((kind) =>
  operationCase(kind, 'given', (define) => {
    const values = define.input('values', 5, 17);
    const out = define.output('out', 5, 17);
    return (op) => op[kind]({ out, noise: { kind: 'given', values } });
  }),
);

const streams = operationCase(
  'uniform',
  'of three streams',
  (define) => {
    const outs = ['first', 'second', 'third'].map((name) => define.output(name, 3, 17));
    return (op) => {
      for (const out of outs) op.uniform({ out, noise: define.stream() });
    };
  },
  { exact: true },
);

export const randomFillCases: readonly OperationCase[] = [...uniforms, ...normals, ...named, ...given, ...streams];
