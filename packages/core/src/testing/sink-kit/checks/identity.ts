import type { Batch, SinkCapabilities, WriteReceipt } from '../../../sink/sink.js';
import { assert } from '../../synthesizer-kit/check.js';
import { batchOf, type SinkCheck } from '../sink-check.js';
import { plainRows, scatteredRows } from '../sink-tables.js';

const requires = ({ idempotent }: SinkCapabilities): boolean => idempotent;

const assertReceipt = (receipt: WriteReceipt, written: number, refused: number): void =>
  assert(
    receipt.written === written && receipt.refused === refused,
    `written ${receipt.written}, refused ${receipt.refused}; expected ${written} and ${refused}`,
  );

export const identityChecks: readonly SinkCheck[] = [
  {
    id: 'identity/same-batch-again',
    requires,
    async run({ opened, assertLanded }) {
      const sink = await opened();
      const batch = batchOf(plainRows(20));
      assertReceipt(await sink.write(batch), 20, 0);
      assertReceipt(await sink.write(batch), 0, 20);
      await sink.close();
      await assertLanded([batch]);
    },
  },
  {
    id: 'identity/overlapping-batch',
    requires,
    async run({ opened, assertLanded }) {
      const sink = await opened();
      assertReceipt(await sink.write(batchOf(plainRows(10, 10), 10)), 10, 0);
      assertReceipt(await sink.write(batchOf(plainRows(10, 15), 15)), 5, 5);
      assertReceipt(await sink.write(batchOf(plainRows(40, 0), 0)), 25, 15);
      await sink.close();
      await assertLanded([batchOf(plainRows(40))]);
    },
  },
  {
    id: 'identity/out-of-order',
    requires,
    async run({ opened, assertLanded }) {
      const sink = await opened();
      for (const start of [30, 0, 20, 10]) assertReceipt(await sink.write(batchOf(plainRows(10, start), start)), 10, 0);
      for (const start of [0, 5, 30]) assertReceipt(await sink.write(batchOf(plainRows(10, start), start)), 0, 10);
      await sink.close();
      await assertLanded([batchOf(plainRows(40))]);
    },
  },
  {
    id: 'identity/known-to-the-next-sink',
    requires,
    async run({ opened, assertLanded }) {
      const first = await opened();
      await first.write(batchOf(plainRows(10, 5), 5));
      await first.close();
      const second = await opened();
      assertReceipt(await second.write(batchOf(plainRows(20))), 10, 10);
      await second.close();
      await assertLanded([batchOf(plainRows(20))]);
    },
  },
  {
    id: 'identity/scattered-and-repeated-inside-a-batch',
    requires,
    async run({ opened, assertLanded }) {
      const sink = await opened();
      const rows = (...indices: number[]): Batch =>
        batchOf(scatteredRows(indices), 0, { rowIndices: Float64Array.from(indices) });
      assertReceipt(await sink.write(rows(7, 3, 7, 100, 3, 4, 7)), 4, 3);
      assertReceipt(await sink.write(rows(5, 4, 100)), 1, 2);
      await sink.close();
      await assertLanded([rows(3, 4, 5, 7, 100)]);
    },
  },
  {
    id: 'identity/two-sinks-at-once',
    requires: (capabilities) => requires(capabilities) && capabilities.durable === 'write',
    async run({ opened, assertLanded }) {
      const seed = await opened(); // the target is there before they meet
      await seed.write(batchOf(plainRows(1)));
      await seed.close();
      const sinks = await Promise.all([opened(), opened()]);
      const starts = [1, 21, 41, 61];
      const receipts = await Promise.all(
        sinks.flatMap((sink) => starts.map((start) => sink.write(batchOf(plainRows(20, start), start)))),
      );
      for (const sink of sinks) await sink.close();
      const written = receipts.reduce((sum, receipt) => sum + receipt.written, 0);
      assert(written === 80, `${written} rows written by two sinks that were given the same 80`);
      await assertLanded([batchOf(plainRows(81))]);
    },
  },
];
