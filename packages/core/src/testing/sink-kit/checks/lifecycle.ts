import { assert, assertThrows } from '../../synthesizer-kit/check.js';
import { batchOf, type SinkCheck } from '../sink-check.js';
import { plainRows } from '../sink-tables.js';

export const lifecycleChecks: readonly SinkCheck[] = [
  {
    id: 'lifecycle/write-before-open',
    async run({ create }) {
      const sink = await create();
      await assertThrows('CVD_SINK_CLOSED', () => sink.write(batchOf(plainRows(1))));
      await sink.close();
    },
  },
  {
    id: 'lifecycle/closed-twice',
    async run({ opened, assertLanded }) {
      const sink = await opened();
      const batch = batchOf(plainRows(3));
      await sink.write(batch);
      await sink.close();
      await sink.close();
      await sink.close({ abort: true });
      await assertLanded([batch]);
    },
  },
  {
    id: 'lifecycle/closed-without-open',
    async run({ create }) {
      const sink = await create();
      await sink.close();
      await assertThrows('CVD_SINK_CLOSED', () => sink.open());
    },
  },
  {
    id: 'lifecycle/write-after-close',
    async run({ opened, assertLanded }) {
      const sink = await opened();
      const batch = batchOf(plainRows(3));
      await sink.write(batch);
      await sink.close();
      await assertThrows('CVD_SINK_CLOSED', () => sink.write(batchOf(plainRows(1, 3), 3)));
      await assertThrows('CVD_SINK_CLOSED', () => sink.flush());
      await assertLanded([batch]);
    },
  },
  {
    id: 'lifecycle/close-waits-for-writes',
    async run({ opened, assertLanded }) {
      const sink = await opened();
      const batches = [batchOf(plainRows(50)), batchOf(plainRows(50, 50), 50)];
      const writes = batches.map((batch) => sink.write(batch));
      await sink.close();
      await Promise.all(writes);
      await assertLanded(batches);
    },
  },
  {
    id: 'lifecycle/overlapping-writes',
    async run({ opened, assertLanded }) {
      const sink = await opened();
      const batches = Array.from({ length: 8 }, (_, i) => batchOf(plainRows(20, i * 20), i * 20));
      const receipts = await Promise.all(batches.map((batch) => sink.write(batch)));
      assert(
        receipts.every(({ written, refused }) => written === 20 && refused === 0),
        `receipts ${JSON.stringify(receipts)}`,
      );
      await sink.close();
      await assertLanded(batches);
    },
  },
  {
    id: 'lifecycle/second-sink-goes-on',
    requires: ({ durable }) => durable === 'write',
    async run({ opened, assertLanded }) {
      const [a, b] = [batchOf(plainRows(10)), batchOf(plainRows(10, 10), 10)];
      for (const batch of [a, b]) {
        const sink = await opened();
        await sink.write(batch);
        await sink.close();
      }
      await assertLanded([a, b]);
    },
  },
];
