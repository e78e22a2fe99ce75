import { createRandomSource, type Table } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { bootstrapRowsTable } from '@cvd/core/testing';
import { evaluate } from '@cvd/evaluation';
import { describe, expect, it } from 'vitest';
import { root } from './support/workspace.js';

const train = await readCsv(`${root}/tests/fixtures/cvd/train.csv`);
const drawn = (rows: number, seed: number): Table => bootstrapRowsTable(train, rows, createRandomSource(seed));

/** How often this thread got its turn while the work ran. */
const turnsDuring = async (work: () => Promise<unknown>): Promise<number> => {
  let turns = 0;
  let done = false;
  const other = (): void => {
    turns++;
    if (!done) setImmediate(other);
  };
  other();
  await work();
  done = true;
  return turns;
};

describe('evaluate in a worker', () => {
  it('gives the report of the inline evaluation, progress included', async () => {
    const fractions: number[] = [];
    const options = { baselines: true, c2st: false, pairThresholds: { association: 0.1 } };
    const report = await evaluate(drawn(3000, 1), drawn(2000, 2), {
      ...options,
      execution: 'worker',
      onProgress: ({ fraction }) => fractions.push(fraction),
    });
    expect(report).toEqual(await evaluate(drawn(3000, 1), drawn(2000, 2), { ...options, execution: 'inline' }));
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });

  it('gives it with a holdout too', async () => {
    const options = { holdout: drawn(300, 3), target: 'Heart_Disease', seed: 4 };
    const report = await evaluate(drawn(400, 1), drawn(300, 2), { ...options, execution: 'worker' });
    expect(report).toEqual(await evaluate(drawn(400, 1), drawn(300, 2), { ...options, execution: 'inline' }));
    expect(report.privacy?.closerToTrain.share).toBeGreaterThan(0);
  });

  it('is what large tables get by default, and leaves the thread free', async () => {
    const [real, synthetic] = [drawn(20_000, 1), drawn(20_000, 2)];
    const options = { c2st: false };
    const inline = await turnsDuring(() => evaluate(real, synthetic, { ...options, execution: 'inline' }));
    const worker = await turnsDuring(() => evaluate(real, synthetic, options));
    // Inline, others get about one turn a column, pair, triple and resample; with a worker this thread does nothing else.
    expect(inline).toBeLessThan(10_000);
    expect(worker).toBeGreaterThan(5 * inline);
  });

  it('passes errors on as they are, and ends at the signal', async () => {
    const table = drawn(100, 1);
    await expect(evaluate(table, table.slice(0, 0), { execution: 'worker' })).rejects.toMatchObject({
      code: 'CVD_EMPTY_TABLE',
    });
    const controller = new AbortController();
    const onProgress = (): void => controller.abort();
    await expect(
      evaluate(drawn(60_000, 1), drawn(60_000, 2), { signal: controller.signal, onProgress }),
    ).rejects.toMatchObject({ code: 'CVD_ABORTED', operation: 'evaluate' });
  });
});
