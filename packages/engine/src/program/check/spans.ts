import type { Span } from '@cvd/core';
import { type Place, refuse } from './place.js';

/** Left to right, without overlap, inside the columns. */
const checkOrder = (place: Place, spans: readonly Span[], cols: number): void => {
  let end = 0;
  for (const [i, { start, width, activation }] of spans.entries()) {
    const field = `spans[${i}]`;
    if (activation !== 'tanh' && activation !== 'softmax') refuse(place, field, `has no activation "${activation}"`);
    if (!Number.isInteger(start) || !Number.isInteger(width) || width < 1) {
      refuse(place, field, `start and width are whole numbers, width at least 1; they are ${start} and ${width}`);
    }
    if (start < end) refuse(place, field, `starts at column ${start}, before the span before it ends (${end})`);
    end = start + width;
    if (end > cols) refuse(place, field, `columns ${start} … ${end - 1} are not in the ${cols} of the logits`);
  }
};

/** Every column is in a span. */
const checkCover = (place: Place, spans: readonly Span[], cols: number): void => {
  let end = 0;
  for (const [i, { start, width }] of spans.entries()) {
    if (start !== end) refuse(place, `spans[${i}]`, `leaves columns ${end} … ${start - 1} without a span`);
    end = start + width;
  }
  if (end !== cols) refuse(place, 'spans', `leave columns ${end} … ${cols - 1} without a span`);
};

const checkSampled = (place: Place, spans: readonly Span[], codes: unknown, scalars: unknown): void => {
  const wide = spans.findIndex(({ activation, width }) => activation === 'tanh' && width !== 1);
  if (wide >= 0) refuse(place, `spans[${wide}]`, `a tanh span that is sampled has width 1, not ${spans[wide]!.width}`);
  const outputs = [
    ['codes', codes, 'softmax'],
    ['scalars', scalars, 'tanh'],
  ] as const;
  for (const [field, view, kind] of outputs) {
    const some = spans.some(({ activation }) => activation === kind);
    if (some && view === null) refuse(place, field, `is needed, since there are ${kind} spans`);
    if (!some && view !== null) refuse(place, field, `must be null, since there is no ${kind} span`);
  }
};

/** The spans of an operation that has some. */
export const checkSpans = (place: Place): void => {
  const { operation } = place;
  if (!('spans' in operation)) return;
  const { spans } = operation;
  const { cols } = operation.kind === 'spanActivationBackward' ? operation.output : operation.logits;
  checkOrder(place, spans, cols);
  if (operation.kind === 'sampleSpans') checkSampled(place, spans, operation.codes, operation.scalars);
  else if (operation.kind !== 'crossEntropy') checkCover(place, spans, cols);
  else if (!spans.some(({ activation }) => activation === 'softmax')) {
    refuse(place, 'spans', 'hold no softmax span for the targets');
  }
};
