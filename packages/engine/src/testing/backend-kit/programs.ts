import type { Span } from '@cvd/core';
import type { BufferValues } from '../../backend/backend.js';
import { adamStep, declareTrained } from '../../optimizers/adam.js';
import { createProgram } from '../../program/builder.js';
import type { Program } from '../../program/program.js';
import { rowsOf } from '../../program/rows-of.js';
import { drawn, drawnIntegers } from './values.js';

/** A whole program with what it starts from; routine 'step' trains, 'draw' fills 'drawn' from a stream. */
export interface LittleProgram {
  readonly name: string;
  readonly program: Program;
  readonly start: Readonly<Record<string, BufferValues>>;
}

const spans: readonly Span[] = [
  { start: 0, width: 1, activation: 'tanh' },
  { start: 1, width: 17, activation: 'softmax' },
  { start: 18, width: 4, activation: 'softmax' },
];
const [ROWS, CODE, HIDDEN, WIDTH] = [20, 9, 33, 22];

/**
 * Random codes through a hidden layer with batch normalisation, side by side with the codes, to spans; cross-entropy back
 * through all of it, with dropout on the way; Adam. Most operations meet here, each on what another one has made.
 */
const trained = createProgram((define) => {
  const code = define.scratch('code', ROWS, CODE);
  const targets = define.input('targets', ROWS, 2, 'i32');
  const rates = define.input('rates', 1, 2);
  const weight = declareTrained(define, 'weight', define.parameter('weight', CODE, HIDDEN));
  const gamma = declareTrained(define, 'gamma', define.parameter('gamma', 1, HIDDEN));
  const beta = declareTrained(define, 'beta', define.parameter('beta', 1, HIDDEN));
  const out = declareTrained(define, 'out', define.parameter('out', HIDDEN + CODE, WIDTH));
  const bias = declareTrained(define, 'bias', define.parameter('bias', 1, WIDTH));
  const embedding = declareTrained(define, 'embedding', define.parameter('embedding', WIDTH, HIDDEN));
  const linear = define.scratch('linear', ROWS, HIDDEN);
  const [mean, variance] = [define.scratch('mean', 1, HIDDEN), define.scratch('variance', 1, HIDDEN)];
  const normal = define.scratch('normal', ROWS, HIDDEN);
  const hidden = define.scratch('hidden', ROWS, HIDDEN);
  const factor = define.scratch('factor', ROWS, HIDDEN);
  const logits = define.scratch('logits', ROWS, WIDTH);
  const generated = define.output('generated', ROWS, WIDTH);
  const codes = define.output('codes', ROWS, 2, 'i32');
  const scalars = define.output('scalars', ROWS, 1);
  const losses = define.scratch('losses', ROWS, 1);
  const loss = define.output('loss', 1, 1);
  const logitsGradient = define.scratch('logits/gradient', ROWS, WIDTH);
  const hiddenGradient = define.scratch('hidden/gradient', ROWS, HIDDEN);
  const drawnValues = define.output('drawn', 5, 7);
  const noise = { code: define.stream(), dropout: define.stream(), gumbel: define.stream(), choice: define.stream() };
  const [outHidden, outCode] = [rowsOf(out.parameter, 0, HIDDEN), rowsOf(out.parameter, HIDDEN, CODE)];

  define.routine('step', (op) => {
    op.normal({ out: code, noise: noise.code });
    op.gatherRows({ out: linear, table: embedding.parameter, indices: targets });
    op.matmul({ out: linear, terms: [{ a: code, b: weight.parameter }], accumulate: true });
    const layer = { x: linear, gamma: gamma.parameter, mean, variance, activation: 'relu' } as const;
    op.batchNorm({ ...layer, out: normal, beta: beta.parameter });
    op.leakyDropout({ out: hidden, factor, x: normal, slope: 0.2, rate: 0.25, noise: noise.dropout });
    const terms = [
      { a: hidden, b: outHidden },
      { a: code, b: outCode },
    ];
    op.matmul({ out: logits, terms, bias: bias.parameter });
    op.spanActivation({ out: generated, logits, spans, temperature: 0.5, noise: noise.gumbel });
    op.sampleSpans({ logits, spans, codes, scalars, noise: noise.choice });
    op.crossEntropy({ logits, targets, spans, loss: losses, gradient: logitsGradient, scale: 1 / ROWS });
    op.sum({ out: loss, x: losses });
    op.sumRows({ out: bias.gradient, x: logitsGradient });
    for (const [a, first] of [
      [hidden, 0],
      [code, HIDDEN],
    ] as const) {
      const target = rowsOf(out.gradient, first, a.cols);
      op.matmul({ out: target, terms: [{ a, b: logitsGradient }], transposeA: true });
    }
    op.matmul({ out: hiddenGradient, terms: [{ a: logitsGradient, b: outHidden }], transposeB: true });
    op.multiply({ out: hiddenGradient, a: hiddenGradient, b: factor });
    op.batchNormBackward({
      ...layer,
      out: hiddenGradient,
      gradient: hiddenGradient,
      output: normal,
      gammaGradient: gamma.gradient,
      betaGradient: beta.gradient,
    });
    op.matmul({ out: weight.gradient, terms: [{ a: code, b: hiddenGradient }], transposeA: true });
    op.scatterRows({ table: embedding.gradient, x: hiddenGradient, indices: targets });
    adamStep(op, [weight, gamma, beta, out, bias, embedding], rates, { weightDecay: 1e-4 });
  });
  define.routine('draw', (op) => op.uniform({ out: drawnValues, noise: noise.code }));
});

const targets = Int32Array.from({ length: 2 * ROWS }, (_, i) =>
  i % 2 === 0 ? 1 + drawnIntegers(`target ${i}`, 1, 0, 17)[0]! : 18 + drawnIntegers(`target ${i}`, 1, 0, 4)[0]!,
);

export const trainedProgram: LittleProgram = {
  name: 'a network that is trained',
  program: trained,
  start: {
    targets,
    weight: drawn('weight', CODE * HIDDEN),
    gamma: new Float32Array(HIDDEN).fill(1),
    beta: drawn('beta', HIDDEN),
    out: drawn('out', (HIDDEN + CODE) * WIDTH),
    bias: drawn('bias', WIDTH),
    embedding: drawn('embedding', WIDTH * HIDDEN),
  },
};
