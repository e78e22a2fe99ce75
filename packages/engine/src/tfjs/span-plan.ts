import type { Span } from '@cvd/core';
import type { Tensorflow, TfTensor } from './tensorflow.js';

/** Softmax spans of one width, which are computed together as a tensor [rows, spans, width]. */
interface SpanGroup {
  readonly width: number;
  readonly spans: number;
  readonly columns: TfTensor;
  /** Places among the softmax spans. */
  readonly places: TfTensor;
}

/** How the columns of a matrix fall into spans, so that all spans together take a few tensor operations. */
export interface SpanPlan {
  readonly tanh: TfTensor | null;
  readonly groups: readonly SpanGroup[];
  /** Columns of no span. */
  readonly rest: TfTensor | null;
  /** Brings [tanh columns, groups, rest] back to the order of the columns. */
  readonly order: TfTensor;
  /** First columns of the tanh spans, left to right. */
  readonly scalars: TfTensor | null;
  /** Brings the spans of the groups, one after the other, back to the order of the softmax spans. */
  readonly choices: TfTensor | null;
}

/** `order[sorted[i]] = i` */
const inverse = (sorted: readonly number[]): number[] => {
  const order: number[] = new Array(sorted.length);
  for (const [i, at] of sorted.entries()) order[at] = i;
  return order;
};

const columnsOf = ({ start, width }: Span): number[] => Array.from({ length: width }, (_, i) => start + i);

/** The tensors are the caller's to keep. */
export const spanPlan = (tf: Tensorflow, spans: readonly Span[], cols: number): SpanPlan => {
  const indices = (values: readonly number[]): TfTensor | null =>
    values.length === 0 ? null : tf.tensor1d(Int32Array.from(values), 'int32');
  const tanhSpans = spans.filter(({ activation }) => activation === 'tanh');
  const softmaxSpans = spans.filter(({ activation }) => activation === 'softmax');
  const tanh = tanhSpans.flatMap(columnsOf);
  const widths = [...new Set(softmaxSpans.map(({ width }) => width))];
  const grouped = widths.map((width) => softmaxSpans.filter((span) => span.width === width));
  const columns = [...tanh, ...grouped.flat().flatMap(columnsOf)];
  const covered = new Set(columns);
  const rest = Array.from({ length: cols }, (_, c) => c).filter((c) => !covered.has(c));
  return {
    tanh: indices(tanh),
    groups: grouped.map((group, i) => ({
      width: widths[i]!,
      spans: group.length,
      columns: indices(group.flatMap(columnsOf))!,
      places: indices(group.map((span) => softmaxSpans.indexOf(span)))!,
    })),
    rest: indices(rest),
    order: indices(inverse([...columns, ...rest]))!,
    scalars: indices(tanhSpans.map(({ start }) => start)),
    choices: indices(inverse(grouped.flat().map((span) => softmaxSpans.indexOf(span)))),
  };
};

/** A group's columns of a matrix, [rows, spans, width]. */
export const groupBlock = (tf: Tensorflow, x: TfTensor, { width, spans, columns }: SpanGroup): TfTensor =>
  tf.reshape(tf.gather(x, columns, 1), [x.shape[0]!, spans, width]);

/**
 * A matrix made of functions of other matrices' spans.
 * @param tanh - of the tanh columns, [rows, columns]
 * @param softmax - of spans of one width, [rows, spans, width]
 * @param rest - where columns of no span come from
 */
export const mapSpans = (
  tf: Tensorflow,
  { tanh, groups, rest, order }: SpanPlan,
  inputs: readonly TfTensor[],
  map: {
    readonly tanh: (...columns: TfTensor[]) => TfTensor;
    readonly softmax: (...blocks: TfTensor[]) => TfTensor;
    readonly rest: () => TfTensor;
  },
): TfTensor => {
  const parts = groups.map((group) => {
    const block = map.softmax(...inputs.map((x) => groupBlock(tf, x, group)));
    return tf.reshape(block, [block.shape[0]!, group.spans * group.width]);
  });
  if (tanh) parts.unshift(map.tanh(...inputs.map((x) => tf.gather(x, tanh, 1))));
  if (rest) parts.push(tf.gather(map.rest(), rest, 1));
  return tf.gather(tf.concat(parts, 1), order, 1);
};
