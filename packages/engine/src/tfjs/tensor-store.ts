import type { BufferValues } from '../backend/backend.js';
import type { BufferSpec } from '../program/program.js';
import type { View } from '../program/view.js';
import type { Tensorflow, TfTensor } from './tensorflow.js';

/** A buffer: as the host wrote it, as a tensor, or both; no part of it is a view of anything else. */
interface Entry {
  host: Float32Array | Int32Array | null;
  tensor: TfTensor | null;
  /** Counts the changes. */
  version: number;
}

/** The buffers of a loaded program as tensors. `get`, `set`, `derived` and `constants` are called inside `tf.tidy` only. */
export interface TensorStore {
  /** Rows of a buffer; not to be disposed. */
  get(view: View): TfTensor;
  /** Replaces rows of a buffer by a tensor that nobody else holds. */
  set(view: View, rows: TfTensor): void;
  /** Values of an int32 buffer on the host. */
  integers(view: View): Int32Array;
  /** Made once, and again when one of the buffers has changed. */
  derived(name: string, from: readonly View[], make: () => TfTensor): TfTensor;
  /** Made once for an object; every tensor that `make` creates is kept. */
  constants<T extends object>(owner: object, make: () => T): T;
  write(index: number, values: BufferValues): void;
  read(index: number): BufferValues | Promise<BufferValues>;
  dispose(): void;
}

const isTensor = (value: unknown): value is TfTensor =>
  typeof value === 'object' && value !== null && 'dataSync' in value;

/** The tensors in a plain object or array, at any depth. */
const tensorsIn = (value: unknown): TfTensor[] => {
  if (isTensor(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(tensorsIn) : [];
};

export const createTensorStore = (tf: Tensorflow, buffers: readonly BufferSpec[]): TensorStore => {
  const entries: Entry[] = buffers.map(({ rows, cols, type }) => ({
    host: type === 'f32' ? new Float32Array(rows * cols) : new Int32Array(rows * cols),
    tensor: null,
    version: 0,
  }));
  const derivatives = new Map<string, { readonly versions: string; readonly tensor: TfTensor }>();
  const constants = new Map<object, object>();

  const whole = (index: number): TfTensor => {
    const entry = entries[index]!;
    const { rows, cols, type } = buffers[index]!;
    entry.tensor ??= tf.keep(tf.tensor2d(entry.host!, [rows, cols], type === 'f32' ? 'float32' : 'int32'));
    return entry.tensor;
  };
  const covers = ({ buffer, rows }: View): boolean => rows === buffers[buffer]!.rows;
  const rowsOf = (index: number, row: number, rows: number): TfTensor =>
    tf.slice(whole(index), [row, 0], [rows, buffers[index]!.cols]);

  return {
    get: (view) => (covers(view) ? whole(view.buffer) : rowsOf(view.buffer, view.row, view.rows)),
    set: (view, values) => {
      const { buffer, row, rows } = view;
      const parts = [values];
      const after = row + rows;
      if (row > 0) parts.unshift(rowsOf(buffer, 0, row));
      if (after < buffers[buffer]!.rows) parts.push(rowsOf(buffer, after, buffers[buffer]!.rows - after));
      const entry = entries[buffer]!;
      const next = tf.keep(parts.length === 1 ? values : tf.concat(parts, 0));
      entry.tensor?.dispose();
      entry.tensor = next;
      entry.host = null;
      entry.version++;
    },
    integers: ({ buffer, row, rows, cols }) => {
      const values = entries[buffer]!.host ?? whole(buffer).dataSync();
      return (values as Int32Array).subarray(row * cols, (row + rows) * cols);
    },
    derived: (name, from, make) => {
      const versions = from.map(({ buffer }) => entries[buffer]!.version).join();
      const known = derivatives.get(name);
      if (known?.versions === versions) return known.tensor;
      known?.tensor.dispose();
      const tensor = tf.keep(make());
      derivatives.set(name, { versions, tensor });
      return tensor;
    },
    constants: <T extends object>(owner: object, make: () => T): T => {
      const known = constants.get(owner) as T | undefined;
      if (known) return known;
      const made = make();
      for (const tensor of tensorsIn(made)) tf.keep(tensor);
      constants.set(owner, made);
      return made;
    },
    write: (index, values) => {
      const entry = entries[index]!;
      entry.tensor?.dispose();
      entry.tensor = null;
      entry.host = values instanceof Int32Array ? values.slice() : Float32Array.from(values);
      entry.version++;
    },
    read: (index) => {
      const { host, tensor } = entries[index]!;
      if (host) return host.slice();
      return tensor!.data().then((values) => (buffers[index]!.type === 'i32' ? Int32Array : Float32Array).from(values));
    },
    dispose: () => {
      for (const { tensor } of entries) tensor?.dispose();
      for (const { tensor } of derivatives.values()) tensor.dispose();
      for (const tensor of tensorsIn([...constants.values()])) tensor.dispose();
      entries.length = 0;
      derivatives.clear();
      constants.clear();
    },
  };
};
