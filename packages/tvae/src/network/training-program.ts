import { createProgram, type Noise, type Program, rowsOf } from '@cvd/engine';
import { recordStep } from './record-step.js';
import type { Shape } from './shape.js';
import { trainingBuffers } from './training-buffers.js';

export interface TrainingProgramOptions {
  /** Rows of the routine 'step'. */
  readonly batchRows: number;
  /** Rows of the routine 'tail', the last step of an epoch; 0 for none. */
  readonly tailRows: number;
  readonly lossFactor: number;
  readonly l2scale: number;
  /** 'given' reads the normals from the input 'epsilon' (tests against other implementations). @default 'stream' */
  readonly noise?: 'stream' | 'given';
}

/**
 * A step of training, written out forwards and backwards (there is no autograd):
 *
 *   loss = lossFactor/R · Σ over rows (Gaussian negative log-likelihood of the scalars + cross-entropy of the choices)
 *        + 1/R · Σ over rows KL(N(mean, variance) ‖ N(0, I)),
 *
 * then Adam with weight decay on every parameter, sigma included, and sigma brought back into its range.
 * Routines: 'step' on all rows, and 'tail' on the first `tailRows` where there are any.
 * Source: Xu, Skoularidou, Cuesta-Infante, Veeramachaneni, "Modeling tabular data using conditional GAN", 2019, section 4.4.
 */
export const trainingProgram = (shape: Shape, options: TrainingProgramOptions): Program =>
  createProgram((define) => {
    const { batchRows, tailRows } = options;
    const buffers = trainingBuffers(define, shape, batchRows);
    const given = options.noise === 'given' ? define.input('epsilon', batchRows, shape.embeddingDim) : null;
    // A stream for each routine: their steps count rows in different widths, and would meet in one.
    const routine = (name: string, rows: number): void => {
      const noise: Noise = given ? { kind: 'given', values: rowsOf(given, 0, rows) } : define.stream();
      define.routine(name, (op) => recordStep(op, buffers, shape, rows, noise, options));
    };
    routine('step', batchRows);
    if (tailRows > 0) routine('tail', tailRows);
  });
