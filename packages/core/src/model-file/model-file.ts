/** Element types of tensors, in safetensors' words. */
export type TensorDtype = 'F64' | 'F32' | 'I64' | 'I32' | 'U8';

/** A block of numbers in row-major order. */
export interface Tensor {
  readonly dtype: TensorDtype;
  readonly shape: readonly number[];
  readonly data: Float64Array | Float32Array | BigInt64Array | Int32Array | Uint8Array;
}

/** A fitted model as data: no code, no real rows. `encodeModelFile` gives the bytes. */
export interface ModelFile {
  /** Layout version of the file. */
  readonly version: 1;
  /** Name of the method whose factory restores it. */
  readonly method: string;
  /** Version of the package that fitted it. */
  readonly packageVersion: string;
  /** Everything that is not bulk: metadata, options, transformers, the method's own part; plain JSON. */
  readonly content: Readonly<Record<string, unknown>>;
  readonly tensors: Readonly<Record<string, Tensor>>;
}
