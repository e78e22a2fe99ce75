import { createRandomSource, normalQuantile, type Table, tableFromColumns } from '@cvd/core';

const random = createRandomSource(3);

/** Two numbers and two categories that go together; shifted tables differ in each. `level` is one of a few numbers. */
export const sample = (name: string, rows: number, shift: number): Table => {
  const draws = new Float64Array(4 * rows);
  random.child(name).uniformsInto(draws, 0);
  const columns: Record<string, unknown[]> = { x: [], y: [], level: [], a: [], b: [] };
  for (let row = 0; row < rows; row++) {
    const [u, v, s, t] = draws.subarray(4 * row, 4 * row + 4) as unknown as [number, number, number, number];
    const z = normalQuantile(u);
    const kind = Math.floor(4 * s ** (1 + 2 * shift));
    columns.x!.push(z + shift);
    columns.y!.push((0.8 - shift) * z + 0.6 * normalQuantile(v));
    columns.level!.push(Math.floor(5 * u ** (1 + shift)));
    columns.a!.push(`a${kind}`);
    columns.b!.push(`b${t < 0.4 - shift ? kind : Math.floor(4 * t)}`);
  }
  return tableFromColumns(columns);
};

export const columns = {
  ...Object.fromEntries(['x', 'y', 'level'].map((name) => [name, { sdtype: 'numerical' }])),
  ...Object.fromEntries(['a', 'b'].map((name) => [name, { sdtype: 'categorical' }])),
};
export const metadata = { columns };
export const pairThresholds = { correlation: 0, association: 0 };
export const real = sample('real', 1000, 0);
