import type { Tensor } from '@cvd/core';
import type { BufferRole, Program } from '../program/program.js';
import type { Snapshot } from '../training/trainable.js';
import type { BufferValues, LoadedProgram } from './backend.js';

const dtypeOf = (data: BufferValues): Tensor['dtype'] =>
  data instanceof Float32Array ? 'F32' : data instanceof Float64Array ? 'F64' : 'I32';

/** Values of a program's buffers of some roles, by name; copies. */
export const readBuffers = async (
  { buffers }: Program,
  loaded: LoadedProgram,
  roles: readonly BufferRole[],
): Promise<Snapshot> => {
  const entries: [string, Tensor][] = [];
  for (const { name, rows, cols, role } of buffers) {
    if (!roles.includes(role)) continue;
    const data = await loaded.read(name);
    entries.push([name, { dtype: dtypeOf(data), shape: [rows, cols], data }]);
  }
  return Object.fromEntries(entries);
};

/** Puts back what {@link readBuffers} gave. */
export const writeBuffers = (loaded: LoadedProgram, snapshot: Snapshot): void => {
  for (const [name, { data }] of Object.entries(snapshot)) loaded.write(name, data as BufferValues);
};

/** A snapshot as float32, which model files keep; the reference backend computes in float64. */
export const inFloat32 = (snapshot: Snapshot): Snapshot =>
  Object.fromEntries(
    Object.entries(snapshot).map(([name, tensor]) => [
      name,
      tensor.dtype === 'F64'
        ? { dtype: 'F32', shape: tensor.shape, data: Float32Array.from(tensor.data as Float64Array) }
        : tensor,
    ]),
  );
