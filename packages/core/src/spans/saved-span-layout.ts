import { InvalidModelFileError } from '../errors/invalid-model-file-error.js';
import type { Tensor } from '../model-file/model-file.js';
import type { SavedMethod } from '../synthesizer/method.js';
import type { Mixture } from '../transformers/mixture/mixture.js';
import { layOutSpans, type PlainColumn } from './lay-out-spans.js';
import type { SpanLayout } from './span-layout.js';

type SavedColumn =
  | Exclude<PlainColumn, { kind: 'continuous' }>
  | { readonly kind: 'continuous'; readonly name: string; readonly missing: number | null; readonly modes: number };

interface SavedSpanLayout {
  readonly layout: 1;
  readonly columns: readonly SavedColumn[];
}

const PARAMETERS = ['weights', 'means', 'deviations', 'offsets'] as const satisfies readonly (keyof Mixture)[];

/**
 * A layout as data: its columns as JSON, and the parameters of all mixtures in one tensor `modes` (modes of all columns × weight,
 * mean, deviation, offset).
 */
export const saveSpanLayout = ({ columns }: SpanLayout): SavedMethod => {
  const parameters: number[] = [];
  const content: SavedSpanLayout = {
    layout: 1,
    columns: columns.map((column): SavedColumn => {
      if (column.kind === 'discrete') {
        const { kind, name, cardinality, role } = column;
        return { kind, name, cardinality, role };
      }
      const { kind, name, missing, mixture } = column;
      for (const k of mixture.means.keys()) parameters.push(...PARAMETERS.map((parameter) => mixture[parameter][k]!));
      return { kind, name, missing, modes: mixture.means.length };
    }),
  };
  const data = Float64Array.from(parameters);
  const modes: Tensor = { dtype: 'F64', shape: [data.length / PARAMETERS.length, PARAMETERS.length], data };
  return { content, tensors: { modes } };
};

/** @throws {InvalidModelFileError} when it is none */
export const restoreSpanLayout = ({ content, tensors }: SavedMethod): SpanLayout => {
  const saved = content as SavedSpanLayout | null;
  const data = tensors.modes?.data;
  if (saved?.layout !== 1 || !Array.isArray(saved.columns) || !(data instanceof Float64Array)) throw damaged();
  let row = 0;
  const columns = (saved.columns as readonly SavedColumn[]).map((column): PlainColumn => {
    if (column.kind === 'discrete') {
      if (!isCount(column.cardinality)) throw damaged();
      return column;
    }
    const { kind, name, missing, modes } = column;
    if (!isCount(modes)) throw damaged();
    const mixture = mixtureAt(data, row, modes);
    row += modes;
    if (missing !== null && saved.columns[missing]?.kind !== 'discrete') throw damaged();
    return { kind, name, mixture, missing };
  });
  if (row * PARAMETERS.length !== data.length) throw damaged();
  return layOutSpans(columns);
};

const mixtureAt = (data: Float64Array, row: number, modes: number): Mixture => {
  const parameter = (p: number): Float64Array =>
    Float64Array.from({ length: modes }, (_, k) => data[(row + k) * PARAMETERS.length + p] ?? Number.NaN);
  const mixture = { weights: parameter(0), means: parameter(1), deviations: parameter(2), offsets: parameter(3) };
  if (PARAMETERS.some((name) => !mixture[name].every(Number.isFinite)) || mixture.deviations.some((d) => d <= 0))
    throw damaged();
  return mixture;
};

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;

const damaged = (): InvalidModelFileError => new InvalidModelFileError('its layout of spans is damaged');
