/** What is used of a tensor of TensorFlow.js. */
export interface TfTensor {
  readonly shape: readonly number[];
  data(): Promise<Float32Array | Int32Array | Uint8Array>;
  dataSync(): Float32Array | Int32Array | Uint8Array;
  dispose(): void;
}

type Operand = TfTensor | number;

/**
 * What is used of TensorFlow.js 4, as `@tensorflow/tfjs`, `@tensorflow/tfjs-core` and `@tensorflow/tfjs-node` export it;
 * written out here so that neither the library nor its types are needed where it is not used.
 */
export interface Tensorflow {
  /** Settles when a backend is there to compute on. */
  ready(): Promise<void>;
  getBackend(): string;
  memory(): { readonly numTensors: number };
  tidy(work: () => void): void;
  keep(x: TfTensor): TfTensor;
  tensor2d(values: Float32Array | Int32Array, shape: [number, number], type: 'float32' | 'int32'): TfTensor;
  tensor1d(values: Int32Array, type: 'int32'): TfTensor;
  fill(shape: number[], value: number, type?: 'float32' | 'int32'): TfTensor;
  zerosLike(x: TfTensor): TfTensor;
  clone(x: TfTensor): TfTensor;
  reshape(x: TfTensor, shape: number[]): TfTensor;
  slice(x: TfTensor, begin: number[], size: number[]): TfTensor;
  concat(parts: TfTensor[], axis: number): TfTensor;
  stack(parts: TfTensor[], axis: number): TfTensor;
  gather(x: TfTensor, indices: TfTensor, axis: number): TfTensor;
  scatterND(indices: TfTensor, updates: TfTensor, shape: number[]): TfTensor;
  cast(x: TfTensor, type: 'float32' | 'int32'): TfTensor;
  transpose(x: TfTensor): TfTensor;
  matMul(a: TfTensor, b: TfTensor, transposeA: boolean, transposeB: boolean): TfTensor;
  add(a: Operand, b: Operand): TfTensor;
  sub(a: Operand, b: Operand): TfTensor;
  mul(a: Operand, b: Operand): TfTensor;
  div(a: Operand, b: Operand): TfTensor;
  maximum(a: Operand, b: Operand): TfTensor;
  greater(a: Operand, b: Operand): TfTensor;
  greaterEqual(a: Operand, b: Operand): TfTensor;
  where(condition: TfTensor, a: TfTensor, b: TfTensor): TfTensor;
  square(x: TfTensor): TfTensor;
  sqrt(x: TfTensor): TfTensor;
  exp(x: TfTensor): TfTensor;
  log(x: TfTensor): TfTensor;
  tanh(x: TfTensor): TfTensor;
  relu(x: TfTensor): TfTensor;
  clipByValue(x: TfTensor, low: number, high: number): TfTensor;
  sum(x: TfTensor, axis?: number, keepDims?: boolean): TfTensor;
  mean(x: TfTensor, axis: number, keepDims: boolean): TfTensor;
  max(x: TfTensor, axis: number, keepDims: boolean): TfTensor;
  softmax(x: TfTensor): TfTensor;
  cumsum(x: TfTensor, axis: number): TfTensor;
  argMax(x: TfTensor, axis: number): TfTensor;
}

/** TensorFlow.js as imported, whose own types of tensors and arguments are its own business. */
export type TensorflowLibrary = { readonly [Name in keyof Tensorflow]: (...given: never[]) => unknown };
