import { type OperationCase, operationCase } from '../operation-case.js';
import { drawnIntegers } from '../values.js';
import { shapes } from './shapes.js';

/** Rows, columns, inner dimension. */
const products = [
  [1, 1, 1],
  [1, 17, 5],
  [5, 1, 17],
  [16, 16, 16],
  [15, 31, 33],
  [3, 107, 15],
  [50, 33, 107],
  [7, 16, 1],
  [2, 15, 31],
  [61, 48, 32],
] as const;

const flags = [false, true] as const;

/** Every product in every transposition; bias, accumulation and activation take turns. */
const plain = products.flatMap(([rows, cols, inner], i) =>
  flags.flatMap((transposeA) =>
    flags.flatMap((transposeB) => {
      const turn = i + (transposeA ? 1 : 0) + (transposeB ? 2 : 0);
      const [bias, accumulate, relu] = [turn % 2 === 0, turn % 3 === 0, turn % 4 === 1];
      const name = [
        `${rows}×${inner}${transposeA ? 'ᵀ' : ''} · ${inner}×${cols}${transposeB ? 'ᵀ' : ''}`,
        bias && 'bias',
        accumulate && 'accumulate',
        relu && 'relu',
      ]
        .filter(Boolean)
        .join(', ');
      return operationCase('matmul', name, (define) => {
        const a = transposeA ? define.input('a', inner, rows) : define.input('a', rows, inner);
        const b = transposeB ? define.input('b', cols, inner) : define.input('b', inner, cols);
        const out = accumulate ? define.state('out', rows, cols) : define.output('out', rows, cols);
        const offsets = bias ? define.input('bias', 1, cols) : null;
        const activation = relu ? 'relu' : 'none';
        return (op) =>
          op.matmul({ out, terms: [{ a, b }], transposeA, transposeB, bias: offsets, accumulate, activation });
      });
    }),
  ),
);

/** Terms of different inner dimensions, as of a layer that reads several buffers side by side. */
const sums = flags.flatMap((transposeA) =>
  flags.flatMap((transposeB) =>
    operationCase(
      'matmul',
      `of three terms${transposeA ? ', a transposed' : ''}${transposeB ? ', b transposed' : ''}`,
      (define) => {
        const terms = [16, 5, 33].map((inner, i) => ({
          a: transposeA ? define.input(`a${i}`, inner, 19) : define.input(`a${i}`, 19, inner),
          b: transposeB ? define.input(`b${i}`, 35, inner) : define.input(`b${i}`, inner, 35),
        }));
        const out = define.output('out', 19, 35);
        const bias = define.input('bias', 1, 35);
        return (op) => op.matmul({ out, terms, transposeA, transposeB, bias, activation: 'relu' });
      },
    ),
  ),
);

const square = operationCase('matmul', 'of a matrix with itself', (define) => {
  const a = define.input('a', 23, 18);
  const out = define.output('out', 18, 18);
  return (op) => op.matmul({ out, terms: [{ a, b: a }], transposeA: true });
});

/** A dozen terms, more than a batch has slots to pack. */
const many = operationCase('matmul', 'of twelve terms', (define) => {
  const terms = Array.from({ length: 12 }, (_, i) => ({
    a: define.input(`a${i}`, 5, 7),
    b: define.input(`b${i}`, 7, 20),
  }));
  const out = define.state('out', 5, 20);
  return (op) => op.matmul({ out, terms, accumulate: true });
});

/** Rows, columns, rows of the table, places a row. */
const sparse = [
  [1, 1, 1, 1],
  [5, 17, 9, 3],
  [16, 33, 40, 1],
  [7, 16, 107, 11],
  [33, 48, 20, 27],
] as const;

const gathers = sparse.flatMap(([rows, cols, height, places], i) =>
  flags.flatMap((valued) =>
    flags.flatMap((accumulate) =>
      operationCase(
        'gatherRows',
        `${places} of ${height} rows into ${rows}×${cols}${valued ? ', values' : ''}${accumulate ? ', accumulate' : ''}`,
        (define) => {
          const indices = define.integers(
            'indices',
            rows,
            places,
            drawnIntegers(`gather ${i}`, rows * places, -1, height),
          );
          const table = define.input('table', height, cols);
          const values = valued ? define.input('values', rows, places) : null;
          const bias = i % 2 === 0 ? define.input('bias', 1, cols) : null;
          const out = accumulate ? define.state('out', rows, cols) : define.output('out', rows, cols);
          return (op) => op.gatherRows({ out, table, indices, values, bias, accumulate });
        },
      ),
    ),
  ),
);

const scatters = sparse.flatMap(([rows, cols, height, places], i) =>
  flags.flatMap((valued) =>
    flags.flatMap((accumulate) =>
      operationCase(
        'scatterRows',
        `${rows}×${cols} onto ${places} of ${height} rows${valued ? ', values' : ''}${accumulate ? ', accumulate' : ''}`,
        (define) => {
          const indices = define.integers(
            'indices',
            rows,
            places,
            drawnIntegers(`scatter ${i}`, rows * places, -1, height),
          );
          const x = define.input('x', rows, cols);
          const values = valued ? define.input('values', rows, places) : null;
          const table = accumulate ? define.state('table', height, cols) : define.output('table', height, cols);
          return (op) => op.scatterRows({ table, x, indices, values, accumulate });
        },
      ),
    ),
  ),
);

const nothing = operationCase('gatherRows', 'of no rows at all', (define) => {
  const indices = define.integers('indices', 4, 2, new Int32Array(8).fill(-1));
  const table = define.input('table', 3, 17);
  const out = define.output('out', 4, 17);
  return (op) => op.gatherRows({ out, table, indices });
});

const transposes = shapes.flatMap(([rows, cols]) =>
  operationCase('transpose', `${rows}×${cols}`, (define) => {
    const x = define.input('x', rows, cols);
    const out = define.output('out', cols, rows);
    return (op) => op.transpose({ out, x });
  }),
);

export const matrixProductCases: readonly OperationCase[] = [
  ...plain,
  ...sums,
  ...square,
  ...many,
  ...gathers,
  ...nothing,
  ...scatters,
  ...transposes,
];
