import type { ProgramBuilder, Recorder, View } from '@cvd/engine';

/** A parameter with all that its optimizer needs; every view has the parameter's shape. */
export interface Trained {
  readonly parameter: View;
  readonly gradient: View;
  readonly m: View;
  readonly v: View;
}

/** Declares gradient and moments under the parameter's name. */
export const declareTrained = (define: ProgramBuilder, name: string, parameter: View): Trained => ({
  parameter,
  gradient: define.output(`${name}/gradient`, parameter.rows, parameter.cols),
  m: define.state(`${name}/m`, parameter.rows, parameter.cols),
  v: define.state(`${name}/v`, parameter.rows, parameter.cols),
});

/** One step of Adam on each, with the betas of WGAN-GP (arXiv 1704.00028, section 4: β₁ is lower than usual). */
export const optimize = (op: Recorder, trained: readonly Trained[], rates: View, weightDecay: number): void => {
  for (const one of trained) op.adam({ ...one, rates, beta1: BETA1, beta2: BETA2, weightDecay });
};

export const BETA1 = 0.5;
export const BETA2 = 0.9;
