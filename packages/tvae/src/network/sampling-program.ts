import { createProgram, type Program, rowsOf, type View } from '@cvd/engine';
import type { CategorySampling } from '../options.js';
import { decoderParameters, SIGMA } from './parameters.js';
import type { DecoderShape } from './shape.js';

/** Row counts of the routines, largest first: a request is cut into pieces, and few rows don't pay for many. */
export const SAMPLING_ROWS = [256, 16] as const;

export const routineOf = (rows: number): string => `rows-${rows}`;

/**
 * Rows from their indices: code ~ N(0, I), decoder, one choice a softmax span, tanh of the scalars. Every random number
 * is a function of (key, row index, attempt), so a row does not depend on those beside it.
 * Input 'rows' (low and high half of the row indices); outputs 'codes' (choices from their span's start), 'means' (tanh)
 * and 'deviates' (standard normals, for the
 * scalars), the last two where there are tanh spans.
 */
export const samplingProgram = (shape: DecoderShape, sampling: CategorySampling): Program =>
  createProgram((define) => {
    const most = SAMPLING_ROWS[0];
    const { scalars, choices, embeddingDim, decompressDims, width, spans } = shape;
    const parameters = new Map(
      decoderParameters(shape)
        .filter(({ name }) => name !== SIGMA)
        .map(({ name, rows, cols }) => [name, define.parameter(name, rows, cols)]),
    );
    const indices = define.input('rows', most, 2, 'i32');
    const code = define.scratch('code', most, embeddingDim);
    const hidden = decompressDims.map((size, i) => define.scratch(`decoder/hidden-${i + 1}`, most, size));
    const logits = define.scratch('logits', most, width);
    const codes = define.output('codes', most, choices.length, 'i32');
    const means = scalars.length > 0 ? define.output('means', most, scalars.length) : null;
    const deviates = scalars.length > 0 ? define.output('deviates', most, scalars.length) : null;
    const streams = [define.stream(), define.stream(), define.stream()] as const;
    for (const count of SAMPLING_ROWS) {
      const of = (view: View): View => rowsOf(view, 0, count);
      const [codeNoise, choiceNoise, scalarNoise] = streams.map((noise) => ({ ...noise, rows: of(indices) })) as [
        (typeof streams)[0],
        (typeof streams)[0],
        (typeof streams)[0],
      ];
      define.routine(routineOf(count), (op) => {
        op.normal({ out: of(code), noise: codeNoise });
        let from = of(code);
        const dense = (name: string, out: View, activation: 'none' | 'relu'): void => {
          const [weight, bias] = [parameters.get(`${name}/weight`)!, parameters.get(`${name}/bias`)!];
          op.matmul({ out, terms: [{ a: from, b: weight }], bias, activation });
          from = out;
        };
        for (const [i, layer] of hidden.entries()) dense(`decoder/hidden-${i + 1}`, of(layer), 'relu');
        dense('decoder/output', of(logits), 'none');
        op.sampleSpans({
          logits: of(logits),
          spans,
          codes: of(codes),
          scalars: means && of(means),
          noise: sampling === 'softmax' ? choiceNoise : null,
        });
        if (deviates) op.normal({ out: of(deviates), noise: scalarNoise });
      });
    }
  });
