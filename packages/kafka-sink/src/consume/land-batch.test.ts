import {
  type Batch,
  RunMismatchError,
  SinkClosedError,
  SinkSchemaError,
  SinkWriteError,
  tableFromColumns,
  type WriteReceipt,
} from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { landBatch } from './land-batch.js';
import { createColumnTypes } from './retype-columns.js';

const batchOf = (values: readonly unknown[]): Batch => ({
  table: tableFromColumns({ v: values }),
  runId: '01890000-0000-7000-8000-000000000001',
  firstRow: 0,
  rowIndices: Float64Array.from(values, (_, k) => 100 + k),
  fingerprint: '0011223344556677',
  lineage: { topic: 't', partition: 0, offsets: BigInt64Array.from(values, (_, k) => BigInt(500 + k)) },
});

/** A sink that cannot hold some numbers and tells which row it was, as databases do. */
const picky = (isBad: (v: unknown) => boolean, reason = (index: number) => `row ${index} is out of range`) => {
  const landed: [index: number, offset: bigint, value: unknown][] = [];
  const write = async ({ table, rowIndices, lineage }: Batch): Promise<WriteReceipt> => {
    for (let k = 0; k < table.rows; k++)
      if (isBad(table.at(k, 'v'))) throw new SinkWriteError('picky', 'here', reason(rowIndices![k]!));
    for (let k = 0; k < table.rows; k++) landed.push([rowIndices![k]!, lineage!.offsets[k]!, table.at(k, 'v')]);
    return { written: table.rows, refused: 0 };
  };
  return { landed, write };
};

const land = (batch: Batch, write: (batch: Batch) => Promise<WriteReceipt>, proven = true) =>
  landBatch(batch, { write, proven, types: createColumnTypes() });

describe('landBatch', () => {
  it('writes a batch that fits in one go', async () => {
    let writes = 0;
    const landing = await land(batchOf([1, 2, 3]), async ({ table }) => {
      writes++;
      return { written: table.rows - 1, refused: 1 };
    });
    expect([writes, landing]).toEqual([1, { written: 2, refused: 1, unfit: [] }]);
  });

  it('finds the rows that do not fit and lands every other one under its own index and offset', async () => {
    const { landed, write } = picky((v) => (v as number) < 0);
    const values = Array.from({ length: 50 }, (_, k) => (k === 0 || k === 17 || k === 49 ? -k - 1 : k));
    const { written, refused, unfit } = await land(batchOf(values), write);
    expect([written, refused]).toEqual([47, 0]);
    expect(unfit.map(({ position, error }) => [position, error.message])).toEqual([
      [0, expect.stringContaining('row 100')],
      [17, expect.stringContaining('row 117')],
      [49, expect.stringContaining('row 149')],
    ]);
    expect(landed).toEqual(
      values.flatMap((v, k) => (v < 0 ? [] : [[100 + k, BigInt(500 + k), v] as [number, bigint, number]])),
    );
    expect(unfit[0]!.attempts).toBeGreaterThan(3);
  });

  it('takes a batch of nothing but bad rows for what it is when each has a reason of its own', async () => {
    const { write } = picky(() => true);
    const { unfit } = await land(batchOf([1, 2, 3]), write, false);
    expect(unfit.map(({ position }) => position)).toEqual([0, 1, 2]);
  });

  it('takes one reason for every row as the sink’s own trouble while nothing was landed', async () => {
    const full = picky(
      () => true,
      () => 'no space left on device',
    );
    await expect(land(batchOf([1, 2, 3]), full.write, false)).rejects.toThrow('no space left');
    expect((await land(batchOf([1, 2, 3]), full.write, true)).unfit.length).toBe(3);
    await expect(land(batchOf(Array.from({ length: 100 }, () => 1)), full.write, true)).rejects.toThrow(
      'no space left',
    );
  });

  it('does not give a single first row up when its value is at fault, but does when the columns are', async () => {
    const { write } = picky(() => true);
    expect((await land(batchOf([1]), write, false)).unfit.length).toBe(1);
    const schema = async (): Promise<WriteReceipt> => {
      throw new SinkSchemaError('s', 't', [{ column: 'other', problem: 'is missing' }]);
    };
    await expect(land(batchOf([1]), schema, false)).rejects.toThrow(SinkSchemaError);
  });

  it('gives all rows of a run up that is known with another fingerprint, in one go', async () => {
    let writes = 0;
    const { unfit } = await land(
      batchOf([1, 2, 3]),
      async () => {
        writes++;
        throw new RunMismatchError('s', 'run', 'a', 'b');
      },
      false,
    );
    expect([writes, unfit.map(({ error }) => error.code)]).toEqual([1, Array(3).fill('CVD_RUN_MISMATCH')]);
  });

  it.each([
    ['a sink that is closed', new SinkClosedError('s', 'write', 'closed')],
    ['an error nobody has foreseen', new TypeError('undefined is no function')],
  ])('throws on %s', async (_, error) => {
    let writes = 0;
    const broken = async (): Promise<WriteReceipt> => {
      writes++;
      throw error;
    };
    await expect(land(batchOf([1, 2]), broken)).rejects.toBe(error);
    expect(writes).toBe(1);
  });

  it('finds the type of a column without values, and keeps the first refusal where there is none', async () => {
    const wants = (type: string) => async (batch: Batch) => {
      if (batch.table.column('v').type !== type)
        throw new SinkSchemaError('s', 't', [{ column: 'v', problem: `is ${type}` }]);
      return { written: batch.table.rows, refused: 0 };
    };
    expect(await land(batchOf([null, null]), wants('bool'))).toMatchObject({ written: 2, unfit: [] });
    const { written, unfit } = await land(batchOf([2n ** 53n + 1n, 5n]), wants('float64'));
    expect([written, unfit.map(({ position }) => position)]).toEqual([1, [0]]);
  });
});
