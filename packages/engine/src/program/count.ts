import { operandsOf } from './operands.js';
import type { Operation, OperationKind } from './operation.js';
import type { Program } from './program.js';
import type { View } from './view.js';

/** Work of an operation, or of several. */
export interface Work {
  /**
   * Floating-point operations: an addition, a multiplication, a comparison, a division, a root, an exponential or a
   * logarithm each count as one; random words and sums that only find places count nothing.
   */
  readonly flop: number;
  /** Bytes read and written, each element of each operand once, at 4 bytes: what must move if nothing is in a cache. */
  readonly bytes: number;
}

export interface OperationWork extends Work {
  readonly index: number;
  readonly kind: OperationKind;
}

export interface ProgramWork {
  /** By routine. */
  readonly routines: Readonly<
    Record<
      string,
      Work & { readonly operations: readonly OperationWork[]; readonly byKind: Readonly<Record<string, Work>> }
    >
  >;
  /** Bytes of all buffers, at 4 bytes an element. */
  readonly bufferBytes: number;
}

const size = ({ rows, cols }: View): number => rows * cols;

/** Elements per operation and what each costs; what a span or a row costs besides is left out. */
const flopOf = (operation: Operation): number => {
  switch (operation.kind) {
    case 'matmul': {
      const { out, terms, transposeA, bias, accumulate, activation } = operation;
      const inner = terms.reduce((sum, { a }) => sum + (transposeA ? a.rows : a.cols), 0);
      return size(out) * (2 * inner + (bias ? 1 : 0) + (accumulate ? 1 : 0) + (activation === 'relu' ? 1 : 0));
    }
    case 'gatherRows':
      return size(operation.indices) * operation.out.cols * (operation.values ? 2 : 1);
    case 'scatterRows':
      return size(operation.indices) * operation.x.cols * (operation.values ? 2 : 1);
    case 'transpose':
    case 'fill':
      return 0;
    case 'add':
      return 3 * size(operation.out);
    case 'multiply':
    case 'scaleRows':
    case 'reluBackward':
      return size(operation.out);
    case 'mixRows':
      return 3 * size(operation.out);
    case 'clamp':
      return 2 * size(operation.x);
    case 'leakyDropout':
      return 4 * size(operation.out);
    case 'sumRows':
    case 'sum':
      return size(operation.x);
    case 'squaredNorms':
      return 2 * size(operation.x);
    case 'gradientPenalty':
      return 7 * size(operation.coefficient);
    case 'batchNorm':
      return 7 * size(operation.out);
    case 'batchNormBackward':
      return 11 * size(operation.out);
    case 'spanActivation':
      return (operation.noise ? 8 : 5) * size(operation.out);
    case 'spanActivationBackward':
      return 4 * size(operation.out);
    case 'crossEntropy':
      return 6 * size(operation.gradient);
    case 'sampleSpans':
      return (operation.noise ? 4 : 1) * size(operation.logits);
    case 'reparameterize':
      return 10 * size(operation.out);
    case 'latentBackward':
      return 15 * size(operation.mean);
    case 'gaussianReconstruction':
      return 20 * size(operation.x);
    case 'uniform':
      return 2 * size(operation.out);
    case 'normal':
      return 6 * size(operation.out);
    case 'adam':
      return 14 * size(operation.parameter);
  }
};

const bytesOf = (operation: Operation): number => {
  let elements = 0;
  for (const { field, view, access } of operandsOf(operation)) {
    const times = access === 'update' ? 2 : 1;
    // Of a table only the rows that are named move.
    if (operation.kind === 'gatherRows' && field === 'table') elements += size(operation.indices) * view.cols;
    else if (operation.kind === 'scatterRows' && field === 'table') {
      elements += 2 * size(operation.indices) * view.cols + (operation.accumulate ? 0 : size(view));
    } else elements += times * size(view);
  }
  return 4 * elements;
};

const total = (works: readonly Work[]): Work => ({
  flop: works.reduce((sum, { flop }) => sum + flop, 0),
  bytes: works.reduce((sum, { bytes }) => sum + bytes, 0),
});

const routineWork = (operations: readonly Operation[]): ProgramWork['routines'][string] => {
  const works = operations.map((operation, index) => ({
    index,
    kind: operation.kind,
    flop: flopOf(operation),
    bytes: bytesOf(operation),
  }));
  const kinds = [...new Set(works.map(({ kind }) => kind))];
  const byKind = Object.fromEntries(kinds.map((kind) => [kind, total(works.filter((work) => work.kind === kind))]));
  return { ...total(works), operations: works, byKind };
};

/** How much each routine computes and moves, by operation, by kind and in all; on paper, for any backend. */
export const countProgram = (program: Program): ProgramWork => ({
  routines: Object.fromEntries(
    Object.entries(program.routines).map(([name, operations]) => [name, routineWork(operations)]),
  ),
  bufferBytes: program.buffers.reduce((sum, { rows, cols }) => sum + 4 * rows * cols, 0),
});
