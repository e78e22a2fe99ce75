/*
 * The interpreter. Every thread runs the same records over the same memory, each its own share of every operation.
 */
import * as codes from './codes';
import { arrive } from './barrier';
import { batchNorm, batchNormBackward } from './batch-norm';
import {
  adam,
  add,
  clamp,
  fill,
  latentBackward,
  leakyDropout,
  mixRows,
  multiply,
  normal,
  reluBackward,
  reparameterize,
  scaleRows,
  uniform,
} from './elementwise';
import { matmul } from './matmul';
import { gradientPenalty, squaredNorms, sum, sumRows } from './reductions';
import { gatherRows, scatterRows } from './sparse';
import { crossEntropy, gaussianReconstruction, sampleSpans, spanActivation, spanActivationBackward } from './spans';
import { setSelf } from './thread';
import { transpose } from './transpose';

// Exported so that they stay functions: inlined into one, they would compete for its registers.
export * from './generated/kernels';
export { setConstants } from './math';
export { probe } from './probe';

/** Milliseconds, for profiles. */
declare function now(): f64;

function execute(code: i32, args: usize, from: i32, to: i32): void {
  switch (code) {
    case codes.MATMUL: return matmul(args, from, to);
    case codes.GATHER_ROWS: return gatherRows(args, from, to);
    case codes.SCATTER_ROWS: return scatterRows(args, from, to);
    case codes.TRANSPOSE: return transpose(args, from, to);
    case codes.FILL: return fill(args, from, to);
    case codes.ADD: return add(args, from, to);
    case codes.MULTIPLY: return multiply(args, from, to);
    case codes.MIX_ROWS: return mixRows(args, from, to);
    case codes.SCALE_ROWS: return scaleRows(args, from, to);
    case codes.CLAMP: return clamp(args, from, to);
    case codes.RELU_BACKWARD: return reluBackward(args, from, to);
    case codes.LEAKY_DROPOUT: return leakyDropout(args, from, to);
    case codes.SUM_ROWS: return sumRows(args, from, to);
    case codes.SUM: return sum(args, from, to);
    case codes.SQUARED_NORMS: return squaredNorms(args, from, to);
    case codes.GRADIENT_PENALTY: return gradientPenalty(args, from, to);
    case codes.BATCH_NORM: return batchNorm(args, from, to);
    case codes.BATCH_NORM_BACKWARD: return batchNormBackward(args, from, to);
    case codes.SPAN_ACTIVATION: return spanActivation(args, from, to);
    case codes.SPAN_ACTIVATION_BACKWARD: return spanActivationBackward(args, from, to);
    case codes.CROSS_ENTROPY: return crossEntropy(args, from, to);
    case codes.SAMPLE_SPANS: return sampleSpans(args, from, to);
    case codes.REPARAMETERIZE: return reparameterize(args, from, to);
    case codes.LATENT_BACKWARD: return latentBackward(args, from, to);
    case codes.GAUSSIAN_RECONSTRUCTION: return gaussianReconstruction(args, from, to);
    case codes.UNIFORM: return uniform(args, from, to);
    case codes.NORMAL: return normal(args, from, to);
    case codes.ADAM: return adam(args, from, to);
    default: unreachable();
  }
}

/**
 * Runs the records from `record` to `end` as thread `thread` of `threads`.
 * @param times - where to add the milliseconds of each operation (f64 by its place), or 0
 * @returns 0, or 1 if the run was given up
 */
export function run(record: usize, end: usize, thread: i32, threads: i32, times: usize): i32 {
  setSelf(thread);
  const heartbeat = <usize>codes.HEARTBEATS + (<usize>thread << 6);
  let started = times == 0 ? 0 : now();
  while (record < end) {
    if (threads > 1) {
      atomic.store<i32>(heartbeat, load<i32>(heartbeat) + 1);
      if (load<i32>(record, 4) != 0 && !arrive(thread, threads)) return 1;
    }
    const share = record + codes.HEADER + (<usize>thread << 3);
    execute(load<i32>(record), record + codes.HEADER + (<usize>threads << 3), load<i32>(share), load<i32>(share, 4));
    if (times != 0) {
      const at = times + (load<usize>(record, 12) << 3);
      const time = now();
      store<f64>(at, load<f64>(at) + time - started);
      started = time;
    }
    record += load<usize>(record, 8);
  }
  if (threads > 1 && !arrive(thread, threads)) return 1;
  return 0;
}
