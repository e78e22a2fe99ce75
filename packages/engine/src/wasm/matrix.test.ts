import { describe, expect, it } from 'vitest';
import { bytesOf, fromPanels, toPanels } from './matrix.js';

describe('panels', () => {
  it.each([
    [1, 1],
    [3, 16],
    [5, 17],
    [50, 107],
  ])('hold %i × %i values, padded with zeros', (rows, cols) => {
    const values = Float32Array.from({ length: rows * cols }, (_, i) => i + 1);
    const panels = new Float32Array(bytesOf({ rows, cols, type: 'f32' }) / 4);
    toPanels(values, { rows, cols }, panels);
    expect(fromPanels(panels, { rows, cols })).toEqual(values);
    const at = (r: number, c: number): number => panels[Math.floor(c / 16) * rows * 16 + r * 16 + (c % 16)]!;
    expect(at(rows - 1, cols - 1)).toBe(rows * cols);
    for (let c = cols; c < Math.ceil(cols / 16) * 16; c++) expect(at(0, c)).toBe(0);
  });
});
