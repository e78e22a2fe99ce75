import type { SavedMethod, Tensor } from '@cvd/core';
import type { MarginalKind } from './marginals/marginal.js';
import type { ColumnModel, CopulaModel } from './model.js';

/** The JSON part of a saved copula; numbers in bulk are tensors. */
interface SavedContent {
  readonly layout: 1;
  readonly columns: readonly (
    | {
        readonly kind: 'continuous';
        readonly name: string;
        readonly missing: number;
        readonly marginal: MarginalKind;
        readonly parameters: Readonly<Record<string, number>>;
      }
    | { readonly kind: 'discrete'; readonly name: string }
  )[];
}

const f64 = (data: Float64Array, shape: readonly number[] = [data.length]): Tensor => ({ dtype: 'F64', shape, data });
const i32 = (data: Int32Array): Tensor => ({ dtype: 'I32', shape: [data.length], data });

export const saveModel = ({ columns, factor, sign, factors, correlation }: CopulaModel): SavedMethod => {
  const tensors: Record<string, Tensor> = {
    correlation: f64(correlation, [factors, factors]),
    factor: i32(factor),
    sign: i32(sign),
  };
  const content: SavedContent = {
    layout: 1,
    columns: columns.map((column, c) => {
      if (column.kind === 'discrete') {
        tensors[`${c}.order`] = i32(column.order);
        tensors[`${c}.probabilities`] = f64(column.probabilities);
        return { kind: column.kind, name: column.name };
      }
      const { kind: marginal, parameters, segments } = column.marginal;
      if (segments) {
        tensors[`${c}.low`] = f64(segments.low);
        tensors[`${c}.high`] = f64(segments.high);
        tensors[`${c}.mass`] = f64(segments.mass);
      }
      return { kind: column.kind, name: column.name, missing: column.missing, marginal, parameters };
    }),
  };
  return { content, tensors };
};

export const restoreModel = ({ content, tensors }: SavedMethod): CopulaModel => {
  const data = <T extends Tensor['data']>(name: string): T => tensors[name]!.data as T;
  const saved = content as SavedContent;
  return {
    columns: saved.columns.map((column, c): ColumnModel => {
      if (column.kind === 'discrete') {
        return {
          ...column,
          order: data<Int32Array>(`${c}.order`),
          probabilities: data<Float64Array>(`${c}.probabilities`),
        };
      }
      const { marginal: kind, parameters, ...rest } = column;
      const segments = tensors[`${c}.low`]
        ? {
            low: data<Float64Array>(`${c}.low`),
            high: data<Float64Array>(`${c}.high`),
            mass: data<Float64Array>(`${c}.mass`),
          }
        : null;
      return { ...rest, marginal: { kind, parameters, segments } };
    }),
    factor: data<Int32Array>('factor'),
    sign: data<Int32Array>('sign'),
    factors: tensors.correlation!.shape[0]!,
    correlation: data<Float64Array>('correlation'),
  };
};
