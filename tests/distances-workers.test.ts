import { createRandomSource } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { bootstrapRowsTable, independentColumnsTable } from '@cvd/core/testing';
import { fitGowerScale, nearestRows } from '@cvd/evaluation';
import { describe, expect, it } from 'vitest';
import { root } from './support/workspace.js';

const train = await readCsv(`${root}/tests/fixtures/cvd/train.csv`);
const scale = fitGowerScale(train);
const reference = bootstrapRowsTable(train, 2000, createRandomSource(1));
const queries = independentColumnsTable(train, 1001, createRandomSource(2));

describe('nearestRows in worker threads', () => {
  it('finds the same for any number of workers, and tells of its progress', async () => {
    const inline = await nearestRows(scale, { queries, reference }, { neighbours: 2, execution: 'inline' });
    for (const workers of [1, 2, 3]) {
      const fractions: number[] = [];
      const found = await nearestRows(
        scale,
        { queries, reference },
        { neighbours: 2, execution: 'worker', workers, onProgress: ({ fraction }) => fractions.push(fraction) },
      );
      expect(found).toEqual(inline);
      expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
      expect(fractions.at(-1)).toBeCloseTo(1, 12);
    }
  });

  it('ends at the signal', async () => {
    const controller = new AbortController();
    const search = nearestRows(
      scale,
      { queries, reference },
      { execution: 'worker', workers: 2, signal: controller.signal, onProgress: () => controller.abort() },
    );
    await expect(search).rejects.toMatchObject({ code: 'CVD_ABORTED', operation: 'distances' });
  });
});
