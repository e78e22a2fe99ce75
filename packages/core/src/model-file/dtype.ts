import type { Tensor, TensorDtype } from './model-file.js';

/** Bytes of one element. */
export const dtypeBytes: Readonly<Record<TensorDtype, number>> = { F64: 8, I64: 8, F32: 4, I32: 4, U8: 1 };

const arrays = { F64: Float64Array, I64: BigInt64Array, F32: Float32Array, I32: Int32Array, U8: Uint8Array } as const;

export const isDtype = (value: unknown): value is TensorDtype =>
  typeof value === 'string' && Object.hasOwn(arrays, value);

/** Elements of a shape; a scalar (no dimensions) has one. NaN where the product leaves the safe integers. */
export const shapeSize = (shape: readonly number[]): number => {
  let size = 1;
  for (const length of shape) size *= length;
  return Number.isSafeInteger(size) ? size : Number.NaN;
};

/** Whether the array type is the dtype's. */
export const holdsDtype = ({ dtype, data }: Tensor): boolean => data instanceof arrays[dtype];

/** The elements in little-endian bytes, as a typed array of the dtype in memory of its own. */
export const elementsOf = (dtype: TensorDtype, bytes: Uint8Array): Tensor['data'] =>
  new arrays[dtype](new Uint8Array(bytes).buffer);
