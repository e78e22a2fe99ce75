import { assert } from '../../synthesizer-kit/check.js';
import { batchOf, OTHER_RUN, type SinkCheck } from '../sink-check.js';
import { plainRows } from '../sink-tables.js';

export const writingChecks: readonly SinkCheck[] = [
  {
    id: 'writing/rows-land-and-are-counted',
    async run({ opened, assertLanded }) {
      const sink = await opened();
      const batches = [batchOf(plainRows(1)), batchOf(plainRows(2500, 1), 1), batchOf(plainRows(99, 2501), 2501)];
      for (const batch of batches) {
        const { written, refused } = await sink.write(batch);
        assert(written === batch.table.rows && refused === 0, `receipt ${written}, ${refused} of ${batch.table.rows}`);
      }
      await sink.flush();
      await sink.close();
      await assertLanded(batches);
    },
  },
  {
    id: 'writing/durable-once-settled',
    requires: ({ durable }) => durable === 'write',
    async run({ opened, assertLanded }) {
      const sink = await opened();
      const [a, b] = [batchOf(plainRows(10)), batchOf(plainRows(10, 10), 10)];
      await sink.write(a);
      await assertLanded([a]);
      await sink.write(b);
      await assertLanded([a, b]);
      await sink.close({ abort: true });
      await assertLanded([a, b]);
    },
  },
  {
    id: 'writing/nothing-shows-before-close',
    requires: ({ durable }) => durable === 'close',
    async run({ opened, assertLanded }) {
      const sink = await opened();
      const batch = batchOf(plainRows(10));
      await sink.write(batch);
      await assertLanded([]);
      await sink.close();
      await assertLanded([batch]);
    },
  },
  {
    id: 'writing/empty-batch',
    async run({ opened, assertLanded }) {
      const sink = await opened();
      const { written, refused } = await sink.write(batchOf(plainRows(0)));
      assert(written === 0 && refused === 0, `receipt ${written}, ${refused} of no rows`);
      const batch = batchOf(plainRows(3));
      await sink.write(batch);
      await sink.close();
      await assertLanded([batch]);
    },
  },
  {
    id: 'writing/no-batch-at-all',
    async run({ opened, assertLanded }) {
      const sink = await opened();
      await sink.flush();
      await sink.close();
      await assertLanded([]);
    },
  },
  {
    id: 'writing/runs-apart',
    async run({ opened, assertLanded }) {
      const sink = await opened();
      const batches = [
        batchOf(plainRows(10)),
        batchOf(plainRows(10), 0, { runId: OTHER_RUN, fingerprint: 'ffffffffffffffff' }),
      ];
      for (const batch of batches) await sink.write(batch);
      await sink.close();
      await assertLanded(batches);
    },
  },
  {
    id: 'writing/large-row-indices',
    async run({ opened, assertLanded }) {
      const sink = await opened();
      const batch = batchOf(plainRows(3), Number.MAX_SAFE_INTEGER - 2);
      await sink.write(batch);
      await sink.close();
      await assertLanded([batch]);
    },
  },
];
