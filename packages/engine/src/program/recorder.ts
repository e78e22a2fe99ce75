import type * as ops from './operation.js';

/** The fields of an operation as they are given: without its kind, those with a default optional. */
type Fields<O extends ops.Operation, Defaulted extends keyof O = never> = Omit<O, 'kind' | Defaulted> &
  Partial<Pick<O, Defaulted>>;

/**
 * Appends operations to a routine: a method for each kind, see its interface in `operation.ts`. Defaults: no transposes,
 * no bias, no values, nothing accumulated, no activation, scale 1, temperature 1, epsilon 1e-5 (batch normalisation) or
 * 1e-8 (Adam), betas .9 and .999, no weight decay.
 */
export interface Recorder {
  matmul(fields: Fields<ops.Matmul, 'transposeA' | 'transposeB' | 'bias' | 'accumulate' | 'activation'>): void;
  gatherRows(fields: Fields<ops.GatherRows, 'values' | 'bias' | 'accumulate'>): void;
  scatterRows(fields: Fields<ops.ScatterRows, 'values' | 'accumulate'>): void;
  transpose(fields: Fields<ops.Transpose>): void;
  fill(fields: Fields<ops.Fill>): void;
  add(fields: Fields<ops.Add, 'scaleA' | 'scaleB'>): void;
  multiply(fields: Fields<ops.Multiply>): void;
  mixRows(fields: Fields<ops.MixRows>): void;
  scaleRows(fields: Fields<ops.ScaleRows>): void;
  clamp(fields: Fields<ops.Clamp>): void;
  reluBackward(fields: Fields<ops.ReluBackward>): void;
  leakyDropout(fields: Fields<ops.LeakyDropout>): void;
  sumRows(fields: Fields<ops.SumRows, 'scale' | 'accumulate'>): void;
  sum(fields: Fields<ops.Sum, 'scale' | 'accumulate'>): void;
  squaredNorms(fields: Fields<ops.SquaredNorms, 'accumulate'>): void;
  gradientPenalty(fields: Fields<ops.GradientPenalty>): void;
  batchNorm(fields: Fields<ops.BatchNorm, 'epsilon' | 'activation'>): void;
  batchNormBackward(fields: Fields<ops.BatchNormBackward, 'epsilon' | 'activation'>): void;
  spanActivation(fields: Fields<ops.SpanActivation, 'temperature' | 'noise'>): void;
  spanActivationBackward(fields: Fields<ops.SpanActivationBackward, 'temperature'>): void;
  crossEntropy(fields: Fields<ops.CrossEntropy, 'scale' | 'accumulate'>): void;
  sampleSpans(fields: Fields<ops.SampleSpans, 'codes' | 'scalars' | 'noise'>): void;
  reparameterize(fields: Fields<ops.Reparameterize>): void;
  latentBackward(fields: Fields<ops.LatentBackward, 'scale'>): void;
  gaussianReconstruction(fields: Fields<ops.GaussianReconstruction, 'scale' | 'accumulate'>): void;
  uniform(fields: Fields<ops.Uniform>): void;
  normal(fields: Fields<ops.Normal>): void;
  adam(fields: Fields<ops.Adam, 'beta1' | 'beta2' | 'epsilon' | 'weightDecay'>): void;
}

/** A recorder that hands each operation, its defaults filled in, to `push`. */
export const createRecorder = (push: (operation: ops.Operation) => void): Recorder => ({
  matmul: (fields) =>
    push({
      transposeA: false,
      transposeB: false,
      bias: null,
      accumulate: false,
      activation: 'none',
      ...fields,
      kind: 'matmul',
    }),
  gatherRows: (fields) => push({ values: null, bias: null, accumulate: false, ...fields, kind: 'gatherRows' }),
  scatterRows: (fields) => push({ values: null, accumulate: false, ...fields, kind: 'scatterRows' }),
  transpose: (fields) => push({ ...fields, kind: 'transpose' }),
  fill: (fields) => push({ ...fields, kind: 'fill' }),
  add: (fields) => push({ scaleA: 1, scaleB: 1, ...fields, kind: 'add' }),
  multiply: (fields) => push({ ...fields, kind: 'multiply' }),
  mixRows: (fields) => push({ ...fields, kind: 'mixRows' }),
  scaleRows: (fields) => push({ ...fields, kind: 'scaleRows' }),
  clamp: (fields) => push({ ...fields, kind: 'clamp' }),
  reluBackward: (fields) => push({ ...fields, kind: 'reluBackward' }),
  leakyDropout: (fields) => push({ ...fields, kind: 'leakyDropout' }),
  sumRows: (fields) => push({ scale: 1, accumulate: false, ...fields, kind: 'sumRows' }),
  sum: (fields) => push({ scale: 1, accumulate: false, ...fields, kind: 'sum' }),
  squaredNorms: (fields) => push({ accumulate: false, ...fields, kind: 'squaredNorms' }),
  gradientPenalty: (fields) => push({ ...fields, kind: 'gradientPenalty' }),
  batchNorm: (fields) => push({ epsilon: 1e-5, activation: 'none', ...fields, kind: 'batchNorm' }),
  batchNormBackward: (fields) => push({ epsilon: 1e-5, activation: 'none', ...fields, kind: 'batchNormBackward' }),
  spanActivation: (fields) => push({ temperature: 1, noise: null, ...fields, kind: 'spanActivation' }),
  spanActivationBackward: (fields) => push({ temperature: 1, ...fields, kind: 'spanActivationBackward' }),
  crossEntropy: (fields) => push({ scale: 1, accumulate: false, ...fields, kind: 'crossEntropy' }),
  sampleSpans: (fields) => push({ codes: null, scalars: null, noise: null, ...fields, kind: 'sampleSpans' }),
  reparameterize: (fields) => push({ ...fields, kind: 'reparameterize' }),
  latentBackward: (fields) => push({ scale: 1, ...fields, kind: 'latentBackward' }),
  gaussianReconstruction: (fields) => push({ scale: 1, accumulate: false, ...fields, kind: 'gaussianReconstruction' }),
  uniform: (fields) => push({ ...fields, kind: 'uniform' }),
  normal: (fields) => push({ ...fields, kind: 'normal' }),
  adam: (fields) => push({ beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, ...fields, kind: 'adam' }),
});
