import * as codes from '../../../assembly/codes.js';
import type {
  Adam,
  Add,
  Clamp,
  Fill,
  LeakyDropout,
  MixRows,
  Multiply,
  Normal,
  ReluBackward,
  Reparameterize,
  ScaleRows,
  Uniform,
} from '../../program/operation.js';
import type { View } from '../../program/view.js';
import type { LoweredNoise, LoweringContext } from './context.js';
import { lowerNoise } from './noise.js';
import { accessesOf, evenShares, lineCount } from './shares.js';
import { words } from './words.js';

interface Operands {
  /** Matrices of the operation's shape, in the order of the record's arguments; written ones first. */
  readonly writes: readonly View[];
  readonly reads?: readonly View[];
  /** Further matrices, read whole by everyone. */
  readonly shared?: readonly View[];
  readonly reals?: readonly number[];
  readonly noise?: LoweredNoise;
  /** Place of the written matrices among the read ones, where they do not come first: the order of arguments. */
  readonly order?: readonly View[];
}

/** Lines of the first written matrix; rows, cols, matrices, shared ones, reals, noise. */
const lowerLines = (code: number, operands: Operands, context: LoweringContext): void => {
  const { writes, reads = [], shared = [], reals = [], noise, order = [...writes, ...reads] } = operands;
  const first = context.matrix(writes[0]!);
  const shares = evenShares(lineCount(first), context.threads);
  const cut = accessesOf(shares);
  context.emit({
    code,
    shares,
    args: words()
      .int(first.rows, first.cols)
      .matrix(...order.map(context.matrix), ...shared.map(context.matrix))
      .real(...reals)
      .int(...(noise?.values ?? [])),
    accesses: [
      ...writes.map((view) => cut.lines(context.matrix(view), true)),
      ...reads.map((view) => cut.lines(context.matrix(view))),
      ...shared.map((view) => cut.all(context.matrix(view))),
      ...(noise?.reads ?? []).map((matrix) => cut.all(matrix)),
    ],
  });
};

export const lowerFill = ({ out, value }: Fill, context: LoweringContext): void =>
  lowerLines(codes.FILL, { writes: [out], reals: [value] }, context);

export const lowerAdd = ({ out, a, b, scaleA, scaleB }: Add, context: LoweringContext): void =>
  lowerLines(codes.ADD, { writes: [out], reads: [a, b], reals: [scaleA, scaleB] }, context);

export const lowerMultiply = ({ out, a, b }: Multiply, context: LoweringContext): void =>
  lowerLines(codes.MULTIPLY, { writes: [out], reads: [a, b] }, context);

export const lowerMixRows = ({ out, a, b, weight }: MixRows, context: LoweringContext): void =>
  lowerLines(codes.MIX_ROWS, { writes: [out], reads: [a, b], shared: [weight] }, context);

export const lowerScaleRows = ({ out, x, scale }: ScaleRows, context: LoweringContext): void =>
  lowerLines(codes.SCALE_ROWS, { writes: [out], reads: [x], shared: [scale] }, context);

export const lowerClamp = ({ x, low, high }: Clamp, context: LoweringContext): void =>
  lowerLines(codes.CLAMP, { writes: [x], reals: [low, high] }, context);

export const lowerReluBackward = ({ out, gradient, output }: ReluBackward, context: LoweringContext): void =>
  lowerLines(codes.RELU_BACKWARD, { writes: [out], reads: [gradient, output] }, context);

export const lowerLeakyDropout = (operation: LeakyDropout, context: LoweringContext): void => {
  const { out, factor, x, slope, rate } = operation;
  const noise = lowerNoise(rate === 0 ? null : operation.noise, context);
  lowerLines(codes.LEAKY_DROPOUT, { writes: [out, factor], reads: [x], reals: [slope, rate], noise }, context);
};

export const lowerUniform = ({ out, noise }: Uniform, context: LoweringContext): void =>
  lowerLines(codes.UNIFORM, { writes: [out], noise: lowerNoise(noise, context) }, context);

export const lowerNormal = ({ out, noise }: Normal, context: LoweringContext): void =>
  lowerLines(codes.NORMAL, { writes: [out], noise: lowerNoise(noise, context) }, context);

export const lowerReparameterize = (operation: Reparameterize, context: LoweringContext): void => {
  const { out, epsilon, mean, logVariance } = operation;
  const noise = lowerNoise(operation.noise, context);
  lowerLines(codes.REPARAMETERIZE, { writes: [out, epsilon], reads: [mean, logVariance], noise }, context);
};

export const lowerAdam = (operation: Adam, context: LoweringContext): void => {
  const { parameter, gradient, m, v, rates, beta1, beta2, epsilon, weightDecay } = operation;
  lowerLines(
    codes.ADAM,
    {
      writes: [parameter, m, v],
      reads: [gradient],
      order: [parameter, gradient, m, v],
      shared: [rates],
      reals: [beta1, beta2, 1 - beta1, 1 - beta2, epsilon, weightDecay],
    },
    context,
  );
};
