import type { Warning } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { warnOfSize } from './warn-of-size.js';

const warned = (width: number, conditionWidth: number): readonly Warning[] => {
  const warnings: Warning[] = [];
  const dims = { embeddingDim: 128, generatorDim: [256, 256], discriminatorDim: [256, 256], pac: 10 };
  warnOfSize({ ...dims, width, conditionWidth }, { warn: (warning) => warnings.push(warning) });
  return warnings;
};

describe('warnOfSize', () => {
  it('says nothing of networks for tables of the usual kind', () => {
    expect(warned(107, 43)).toEqual([]);
    expect(warned(1000, 800)).toEqual([]);
  });

  it('says what 10,000 categories cost', () => {
    // Output layer (640 + 10,000) × 10,011, critic's first 10 × 20,011 × 256, blocks 256 × (10,128 + 10,384), and what is small.
    const [warning, ...others] = warned(10_011, 10_000);
    expect(others).toEqual([]);
    expect(warning?.code).toBe('large-network');
    expect(warning?.message).toMatch(
      /10,000 categories.*163 million weights: 2,609 MB while training, 447 MB in the model/,
    );
  });
});
