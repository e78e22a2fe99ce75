import type { Tensor } from '../../model-file/model-file.js';
import type { ColumnType, TimestampUnit } from '../../table/column.js';

/** A category as its column stores it; timestamps as integers of their unit. */
export type Category = string | number | bigint | boolean;

/** The categories of one column; codes are indices into `values`, and `values.length` is the code of a missing value. */
export interface CategorySet {
  readonly column: string;
  readonly type: ColumnType;
  /** Of timestamp columns. */
  readonly unit: TimestampUnit | null;
  readonly timezone: string | null;
  readonly values: readonly Category[];
  /** How often each was seen. */
  readonly counts: Float64Array;
  /** Whether missing values were seen. */
  readonly missing: boolean;
  readonly ordered: boolean;
  /** Seed of the draws that replace categories not kept; null where all are kept. */
  readonly replacement: number | null;
}

/** The part of a {@link CategorySet} that is no bulk, and its values as tensors. */
export const saveCategories = ({
  values,
  counts,
  ...content
}: CategorySet): { content: unknown; tensors: Record<string, Tensor> } => ({
  content,
  tensors: { ...saveValues(content.type, values), counts: { dtype: 'F64', shape: [counts.length], data: counts } },
});

export const restoreCategories = (content: unknown, tensors: Readonly<Record<string, Tensor>>): CategorySet => {
  const rest = content as Omit<CategorySet, 'values' | 'counts'>;
  return { ...rest, values: restoreValues(rest.type, tensors), counts: tensors.counts!.data as Float64Array };
};

const saveValues = (type: ColumnType, values: readonly Category[]): Record<string, Tensor> => {
  const shape = [values.length];
  switch (type) {
    case 'utf8': {
      const encoder = new TextEncoder();
      const texts = values.map((value) => encoder.encode(value as string));
      const ends = new Int32Array(values.length + 1);
      for (const [i, text] of texts.entries()) ends[i + 1] = ends[i]! + text.length;
      const bytes = new Uint8Array(ends[values.length]!);
      for (const [i, text] of texts.entries()) bytes.set(text, ends[i]!);
      return {
        text: { dtype: 'U8', shape: [bytes.length], data: bytes },
        offsets: { dtype: 'I32', shape: [ends.length], data: ends },
      };
    }
    case 'float64':
      return { values: { dtype: 'F64', shape, data: Float64Array.from(values as readonly number[]) } };
    case 'bool':
      return { values: { dtype: 'U8', shape, data: Uint8Array.from(values, Number) } };
    case 'int64':
    case 'timestamp':
      return { values: { dtype: 'I64', shape, data: BigInt64Array.from(values as readonly bigint[]) } };
  }
};

const restoreValues = (type: ColumnType, tensors: Readonly<Record<string, Tensor>>): Category[] => {
  if (type === 'utf8') {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const bytes = tensors.text!.data as Uint8Array;
    const ends = tensors.offsets!.data as Int32Array;
    return Array.from({ length: ends.length - 1 }, (_, i) => decoder.decode(bytes.subarray(ends[i]!, ends[i + 1]!)));
  }
  const { data } = tensors.values!;
  return Array.from<number | bigint, Category>(data, type === 'bool' ? Boolean : (value) => value);
};
