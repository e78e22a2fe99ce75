import type { Tensor } from '@cvd/core';
import type { BufferRole, BufferValues, LoadedProgram, Program, Snapshot } from '@cvd/engine';

const tensor = (data: BufferValues, rows: number, cols: number): Tensor => ({
  dtype: data instanceof Float32Array ? 'F32' : data instanceof Float64Array ? 'F64' : 'I32',
  shape: [rows, cols],
  data,
});

/** Values of a program's buffers of some roles, by name; copies. */
export const readBuffers = async (
  loaded: LoadedProgram,
  { buffers }: Program,
  roles: readonly BufferRole[],
): Promise<Snapshot> => {
  const entries: [string, Tensor][] = [];
  for (const { name, rows, cols, role } of buffers) {
    if (roles.includes(role)) entries.push([name, tensor(await loaded.read(name), rows, cols)]);
  }
  return Object.fromEntries(entries);
};

/** Puts back what {@link readBuffers} gave. */
export const writeBuffers = (loaded: LoadedProgram, snapshot: Snapshot): void => {
  for (const [name, { data }] of Object.entries(snapshot)) loaded.write(name, data as BufferValues);
};

/** As float32, which model files keep; the reference backend computes in float64. */
export const inFloat32 = (snapshot: Snapshot): Snapshot =>
  Object.fromEntries(
    Object.entries(snapshot).map(([name, { shape, data }]) => [
      name,
      { dtype: 'F32', shape, data: data instanceof Float32Array ? data : Float32Array.from(data as Float64Array) },
    ]),
  );
