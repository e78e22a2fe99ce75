import type { GatherRows, Matmul, ScatterRows, Transpose } from '../../program/operation.js';
import type { RunContext } from './context.js';

export const matmul = (
  { out, terms, transposeA, transposeB, bias, accumulate, activation }: Matmul,
  { memory }: RunContext,
): void => {
  const c = memory.real(out);
  const offsets = bias && memory.real(bias).values;
  const factors = terms.map(({ a, b }) => ({ a: memory.real(a), b: memory.real(b) }));
  for (let i = 0; i < c.rows; i++) {
    for (let j = 0; j < c.cols; j++) {
      let sum = (accumulate ? c.values[i * c.cols + j]! : 0) + (offsets ? offsets[j]! : 0);
      for (const { a, b } of factors) {
        const inner = transposeA ? a.rows : a.cols;
        for (let k = 0; k < inner; k++) {
          const left = transposeA ? a.values[k * a.cols + i]! : a.values[i * a.cols + k]!;
          const right = transposeB ? b.values[j * b.cols + k]! : b.values[k * b.cols + j]!;
          sum += left * right;
        }
      }
      c.values[i * c.cols + j] = activation === 'relu' ? Math.max(0, sum) : sum;
    }
  }
};

export const gatherRows = (
  { out, table, indices, values, bias, accumulate }: GatherRows,
  { memory }: RunContext,
): void => {
  const y = memory.real(out);
  const rows = memory.real(table);
  const at = memory.integer(indices);
  const weights = values && memory.real(values).values;
  const offsets = bias && memory.real(bias).values;
  for (let r = 0; r < y.rows; r++) {
    for (let c = 0; c < y.cols; c++) {
      let sum = (accumulate ? y.values[r * y.cols + c]! : 0) + (offsets ? offsets[c]! : 0);
      for (let j = 0; j < at.cols; j++) {
        const index = at.values[r * at.cols + j]!;
        if (index !== -1) sum += (weights ? weights[r * at.cols + j]! : 1) * rows.values[index * rows.cols + c]!;
      }
      y.values[r * y.cols + c] = sum;
    }
  }
};

export const scatterRows = ({ table, x, indices, values, accumulate }: ScatterRows, { memory }: RunContext): void => {
  const sums = memory.real(table);
  const rows = memory.real(x);
  const at = memory.integer(indices);
  const weights = values && memory.real(values).values;
  if (!accumulate) sums.values.fill(0);
  for (let r = 0; r < rows.rows; r++) {
    for (let j = 0; j < at.cols; j++) {
      const index = at.values[r * at.cols + j]!;
      if (index === -1) continue;
      const weight = weights ? weights[r * at.cols + j]! : 1;
      for (let c = 0; c < rows.cols; c++) {
        sums.values[index * sums.cols + c]! += weight * rows.values[r * rows.cols + c]!;
      }
    }
  }
};

export const transpose = ({ out, x }: Transpose, { memory }: RunContext): void => {
  const y = memory.real(out);
  const source = memory.real(x);
  for (let i = 0; i < y.rows; i++) {
    for (let j = 0; j < y.cols; j++) y.values[i * y.cols + j] = source.values[j * source.cols + i]!;
  }
};
