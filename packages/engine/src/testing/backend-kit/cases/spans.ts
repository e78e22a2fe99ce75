import type { Span } from '@cvd/core';
import { type CaseBuilder, type OperationCase, operationCase } from '../operation-case.js';
import { drawn, drawnGumbel, drawnIntegers } from '../values.js';

/** Spans of these widths side by side; width 0 stands for a tanh span. */
const spansOf = (widths: readonly number[]): Span[] => {
  let start = 0;
  return widths.map((width) => {
    const span: Span = { start, width: width || 1, activation: width === 0 ? 'tanh' : 'softmax' };
    start += span.width;
    return span;
  });
};

const layouts = {
  'one choice of one': [1],
  'one number': [0],
  'a number and three modes': [0, 3],
  'numbers only': [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  'spans across every 16th column': [0, 10, 17, 0, 1, 33, 1, 0, 5, 2, 36],
  'one wide choice': [107],
  'choices of 15, 16 and 17': [15, 16, 17],
} as const;

const all = Object.entries(layouts).map(([name, widths]) => {
  const spans = spansOf(widths);
  return { name, spans, cols: spans.reduce((sum, { width }) => sum + width, 0) };
});

const rowCounts = [1, 5, 34] as const;

/** Ordinary logits, and some that exp cannot take as they are. */
const sizes = [3, 80] as const;

const noises = (define: CaseBuilder, rows: number, cols: number, kind: 'none' | 'stream' | 'given') => {
  if (kind === 'none') return null;
  if (kind === 'stream') return define.stream();
  return { kind: 'given', values: define.input('gumbel', rows, cols, drawnGumbel('gumbel', rows * cols)) } as const;
};

/** Uniforms of the choices, R × softmax spans. */
const uniforms = (define: CaseBuilder, rows: number, choices: number, kind: 'none' | 'stream' | 'given') => {
  if (kind === 'none' || choices === 0) return null;
  if (kind === 'stream') return define.stream();
  const values = drawn('uniforms', rows * choices, { range: [1e-4, 1 - 1e-4] });
  return { kind: 'given', values: define.input('uniforms', rows, choices, values) } as const;
};

const every = (['none', 'given', 'stream'] as const).flatMap((noise) =>
  all.flatMap(({ name, spans, cols }) =>
    rowCounts.flatMap((rows) => sizes.map((size) => ({ name, spans, cols, rows, size, noise }))),
  ),
);

const activated = every.flatMap(({ name, spans, cols, rows, size, noise }) =>
  operationCase('spanActivation', `${name}, ${rows} rows, logits to ±${size}, noise ${noise}`, (define) => {
    const logits = define.input('logits', rows, cols, { range: [-size, size] });
    const draws = noises(define, rows, cols, noise);
    const out = define.output('out', rows, cols);
    return (op) => op.spanActivation({ out, logits, spans, temperature: size === 3 ? 0.2 : 1, noise: draws });
  }),
);

const backward = all.flatMap(({ name, spans, cols }) =>
  rowCounts.flatMap((rows) =>
    [false, true].flatMap((inPlace) =>
      operationCase('spanActivationBackward', `${name}, ${rows} rows${inPlace ? ', in place' : ''}`, (define) => {
        const gradient = inPlace ? define.state('gradient', rows, cols) : define.input('gradient', rows, cols);
        const output = define.input('output', rows, cols, { range: [0, 1] });
        const out = inPlace ? gradient : define.output('out', rows, cols);
        return (op) => op.spanActivationBackward({ out, gradient, output, spans, temperature: 0.2 });
      }),
    ),
  ),
);

const choicesOf = (spans: readonly Span[]): Span[] => spans.filter(({ activation }) => activation === 'softmax');

/** A column in each of the first `places` choices of each row, or −1 in a third of them. */
const targetsOf = (name: string, spans: readonly Span[], rows: number, places: number): Int32Array => {
  const shares = drawn(`${name}/targets`, rows * places, { range: [0, 1] });
  return Int32Array.from(shares, (share, i) => {
    const { start, width } = choicesOf(spans)[i % places]!;
    return drawnIntegers(`${name}/${i}`, 1, -1, 2)[0] === -1
      ? -1
      : start + Math.min(width - 1, Math.floor(share * width));
  });
};

const entropies = all
  .filter(({ spans }) => choicesOf(spans).length > 0)
  .flatMap(({ name, spans, cols }) =>
    rowCounts.flatMap((rows) =>
      sizes.flatMap((size) =>
        [...new Set([1, choicesOf(spans).length])].flatMap((places) =>
          [false, true].flatMap((accumulate) =>
            operationCase(
              'crossEntropy',
              `${name}, ${rows} rows, ${places} targets, logits to ±${size}${accumulate ? ', accumulate' : ''}`,
              (define) => {
                const logits = define.input('logits', rows, cols, { range: [-size, size] });
                const targets = define.integers('targets', rows, places, targetsOf(name, spans, rows, places));
                const loss = define.output('loss', rows, 1);
                const gradient = accumulate
                  ? define.state('gradient', rows, cols)
                  : define.output('gradient', rows, cols);
                return (op) => op.crossEntropy({ logits, targets, spans, loss, gradient, scale: 2 / rows, accumulate });
              },
            ),
          ),
        ),
      ),
    ),
  );

const sampled = every.flatMap(({ name, spans, cols, rows, size, noise }) =>
  operationCase(
    'sampleSpans',
    `${name}, ${rows} rows, logits to ±${size}, noise ${noise}`,
    (define) => {
      const choices = choicesOf(spans).length;
      const numbers = spans.length - choices;
      const logits = define.input('logits', rows, cols, { range: [-size, size] });
      const draws = uniforms(define, rows, choices, noise);
      const codes = choices > 0 ? define.output('codes', rows, choices, 'i32') : null;
      const scalars = numbers > 0 ? define.output('scalars', rows, numbers) : null;
      return (op) => op.sampleSpans({ logits, spans, codes, scalars, noise: draws });
    },
    { clock: { step: 3, attempt: 2 } },
  ),
);

const ties = operationCase('sampleSpans', 'the first of equal logits', (define) => {
  const spans = spansOf([3, 20]);
  const logits = define.input('logits', 2, 23, new Float32Array(46).fill(1.5));
  const codes = define.output('codes', 2, 2, 'i32');
  return (op) => op.sampleSpans({ logits, spans, codes });
});

export const spanCases: readonly OperationCase[] = [...activated, ...backward, ...entropies, ...sampled, ...ties];
