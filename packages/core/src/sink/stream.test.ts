import { describe, expect, it } from 'vitest';
import type { Progress } from '../progress/progress.js';
import type { SampleStream } from '../synthesizer/sample-stream.js';
import type { Table } from '../table/table.js';
import { tableFromColumns } from '../table/table-from-columns.js';
import { memorySink } from '../testing/memory-sink.js';
import { isRunId } from './run-id.js';
import type { Batch, Sink } from './sink.js';
import { stream } from './stream.js';

const rowsFrom = (start: number, rows: number): Table =>
  tableFromColumns({ i: Float64Array.from({ length: rows }, (_, k) => start + k) });

const sampleOf = (
  rows: number,
  { start = 0, batchRows = 100, fingerprint = 'a'.repeat(16), onYield = () => {} } = {},
) => {
  const tables = async function* () {
    let done = 0;
    do {
      onYield();
      const size = Math.min(batchRows, rows - done);
      yield rowsFrom(start + done, size);
      done += size;
    } while (done < rows);
  };
  return { rows, start, fingerprint, [Symbol.asyncIterator]: tables } as unknown as SampleStream;
};

/** A memory sink that tells what was called on it. */
const recording = (overrides: Partial<Sink> = {}) => {
  const calls: string[] = [];
  const inner = memorySink();
  const told = <T>(call: string, result: T): T => {
    calls.push(call);
    return result;
  };
  const sink: Sink = {
    ...inner,
    open: (options) => told('open', inner.open(options)),
    write: (batch, options) => told(`write ${batch.firstRow}+${batch.table.rows}`, inner.write(batch, options)),
    flush: () => told('flush', inner.flush()),
    close: (options) => told(options?.abort ? 'abort' : 'close', inner.close(options)),
    ...overrides,
  };
  return { sink, calls, store: inner.store };
};

describe('stream', () => {
  it('opens, writes in order under the rows’ own indices, flushes and closes', async () => {
    const { sink, calls, store } = recording();
    const receipt = await stream(sampleOf(250, { start: 1000 }), sink, { batchRows: 60 });
    expect(calls).toEqual([
      'open',
      'write 1000+60',
      'write 1060+40',
      'write 1100+60',
      'write 1160+40',
      'write 1200+50',
      'flush',
      'close',
    ]);
    expect(receipt).toEqual({ runId: receipt.runId, rows: 250, written: 250, refused: 0 });
    expect(isRunId(receipt.runId)).toBe(true);
    expect(store.rows.map(({ rowIndex, values }) => [rowIndex, values.i])).toEqual(
      Array.from({ length: 250 }, (_, k) => [1000 + k, 1000 + k]),
    );
  });

  it('refuses what is there when a run is repeated', async () => {
    const { sink, store } = recording();
    const { runId } = await stream(sampleOf(120), sink);
    const again = await stream(sampleOf(150), memorySink(store), { runId });
    expect(again).toEqual({ runId, rows: 150, written: 30, refused: 120 });
    expect(store.rows.length).toBe(150);
    await expect(
      stream(sampleOf(150, { fingerprint: 'b'.repeat(16) }), memorySink(store), { runId }),
    ).rejects.toMatchObject({
      code: 'CVD_RUN_MISMATCH',
    });
  });

  it('waits for each write before it asks for more rows', async () => {
    const events: string[] = [];
    const { sink } = recording({
      write: async (batch: Batch) => {
        events.push('write');
        await new Promise((resolve) => setTimeout(resolve, 2));
        events.push('durable');
        return { written: batch.table.rows, refused: 0 };
      },
    });
    await stream(sampleOf(300, { onYield: () => events.push('made') }), sink);
    expect(events).toEqual(Array.from({ length: 3 }, () => ['made', 'write', 'durable']).flat());
  });

  it('reports progress that never falls and ends at 1', async () => {
    const seen: Progress[] = [];
    await stream(sampleOf(250), recording().sink, { onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ phase, fraction, rows }) => [phase, fraction, rows])).toEqual([
      ['streaming', 0.4, 100],
      ['streaming', 0.8, 200],
      ['streaming', 1, 250],
    ]);
  });

  it('carries an empty sample as one empty batch', async () => {
    const { sink, calls } = recording();
    expect(await stream(sampleOf(0), sink)).toMatchObject({ rows: 0, written: 0, refused: 0 });
    expect(calls).toEqual(['open', 'write 0+0', 'flush', 'close']);
  });

  it.each<[string, Partial<Sink>]>([
    ['open', { open: () => Promise.reject(new Error('broken')) }],
    ['write', { write: () => Promise.reject(new Error('broken')) }],
    ['flush', { flush: () => Promise.reject(new Error('broken')) }],
  ])('closes with abort and throws on what %s throws', async (_, overrides) => {
    const { sink, calls } = recording(overrides);
    await expect(stream(sampleOf(10), sink)).rejects.toThrow('broken');
    expect(calls.at(-1)).toBe('abort');
  });

  it('tells the first error when closing fails as well', async () => {
    const { sink } = recording({
      write: () => Promise.reject(new Error('first')),
      close: () => Promise.reject(new Error('second')),
    });
    await expect(stream(sampleOf(10), sink)).rejects.toThrow('first');
  });

  it('stops at the signal, keeping whole writes', async () => {
    const controller = new AbortController();
    const { sink, calls, store } = recording();
    const work = stream(sampleOf(1000), sink, {
      signal: controller.signal,
      onProgress: ({ rows }) => rows === 300 && controller.abort(),
    });
    await expect(work).rejects.toMatchObject({ code: 'CVD_ABORTED' });
    expect(store.rows.length).toBe(300);
    expect(calls.at(-1)).toBe('abort');
  });

  it('refuses a run id that is none and batches of no rows', async () => {
    await expect(stream(sampleOf(1), memorySink(), { runId: 'tuesday' })).rejects.toMatchObject({
      code: 'CVD_INVALID_OPTION',
    });
    await expect(stream(sampleOf(1), memorySink(), { batchRows: 0 })).rejects.toMatchObject({
      code: 'CVD_INVALID_ROW_COUNT',
    });
  });
});
