import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { elementsOf } from './dtype.js';
import { readSafetensors } from './safetensors-read.js';

describe('readSafetensors', () => {
  it("reads a file that safetensors' own library wrote", () => {
    const bytes = new Uint8Array(readFileSync(new URL('./fixtures/written-by-python.safetensors', import.meta.url)));
    const { metadata, tensors } = readSafetensors(bytes);
    expect([...metadata].sort()).toEqual([
      ['format', 'np'],
      ['note', 'a "quoted" é'],
    ]);
    const read = tensors.map(({ name, dtype, shape, begin, end }) => [
      name,
      { shape, data: elementsOf(dtype, bytes.subarray(begin, end)) },
    ]);
    expect(Object.fromEntries(read)).toEqual({
      knots: { shape: [2, 3], data: new Float64Array([0.1, -2.5, 3e300, 4, 5, 6]) },
      weights: { shape: [2], data: new Float32Array([0.5, -0.25]) },
      codes: { shape: [3], data: new Int32Array([1, -2, 3]) },
      big: { shape: [1], data: new BigInt64Array([2n ** 62n]) },
      Größe: { shape: [3], data: new Uint8Array([1, 2, 255]) },
      none: { shape: [0, 4], data: new Float64Array(0) },
    });
  });
});
