import type { SinkCapabilities } from '../../../sink/sink.js';
import { assert, assertThrows } from '../../synthesizer-kit/check.js';
import { batchOf, type SinkCheck } from '../sink-check.js';
import { plainRows, textRows } from '../sink-tables.js';

const good = () => batchOf(plainRows(10));
const next = () => batchOf(plainRows(10, 10), 10);

/** Not a log, which cannot take back what it has been sent. */
const landsWholeBatches = ({ idempotent, durable }: SinkCapabilities): boolean => idempotent || durable === 'close';

export const refusalChecks: readonly SinkCheck[] = [
  {
    id: 'refusal/another-fingerprint-under-the-run-id',
    async run({ opened, assertLanded }) {
      const sink = await opened();
      await sink.write(good());
      await assertThrows('CVD_RUN_MISMATCH', () => sink.write({ ...next(), fingerprint: 'ffffffffffffffff' }));
      await sink.write(next());
      await sink.close();
      await assertLanded([good(), next()]);
    },
  },
  {
    id: 'refusal/another-fingerprint-from-the-next-sink',
    requires: ({ idempotent }) => idempotent,
    async run({ opened, assertLanded }) {
      const first = await opened();
      await first.write(good());
      await first.close();
      const second = await opened();
      await assertThrows('CVD_RUN_MISMATCH', () => second.write({ ...next(), fingerprint: 'ffffffffffffffff' }));
      await second.close();
      await assertLanded([good()]);
    },
  },
  {
    id: 'refusal/other-columns',
    async run({ opened, assertLanded }) {
      const sink = await opened();
      await sink.write(good());
      await assertThrows('CVD_SINK_SCHEMA', () =>
        sink.write({ ...next(), table: next().table.select(['number', 'flag']) }),
      );
      await sink.write(next());
      await sink.close();
      await assertLanded([good(), next()]);
    },
  },
  {
    id: 'refusal/impossible-row-index',
    async run({ opened, assertLanded }) {
      const sink = await opened();
      for (const firstRow of [-1, 0.5, Number.NaN, 2 ** 53])
        await assertThrows('CVD_INVALID_ROW_COUNT', () => sink.write({ ...good(), firstRow }));
      await sink.write(good());
      await sink.close();
      await assertLanded([good()]);
    },
  },
  {
    id: 'refusal/aborted-open',
    async run({ create, assertLanded }) {
      const sink = await create();
      await assertThrows('CVD_ABORTED', () => sink.open({ signal: AbortSignal.abort() }));
      await sink.close();
      await assertLanded([]);
    },
  },
  {
    id: 'refusal/aborted-write',
    async run({ opened, assertLanded }) {
      const sink = await opened();
      await sink.write(good());
      await assertThrows('CVD_ABORTED', () => sink.write(next(), { signal: AbortSignal.abort() }));
      await sink.write(next());
      await sink.close();
      await assertLanded([good(), next()]);
    },
  },
  {
    id: 'refusal/aborted-while-writing',
    requires: landsWholeBatches,
    async run({ opened, assertLanded }) {
      const sink = await opened();
      await sink.write(good());
      const controller = new AbortController();
      const batch = batchOf(plainRows(3000, 10), 10);
      const write = sink.write(batch, { signal: controller.signal });
      await new Promise((resolve) => setTimeout(resolve, 1));
      controller.abort();
      const landed = await write.then(
        () => true,
        () => false,
      );
      if (!landed) await assertThrows('CVD_ABORTED', () => write);
      const after = batchOf(plainRows(10, 3010), 3010);
      await sink.write(after);
      await sink.close();
      await assertLanded([good(), ...(landed ? [batch] : []), after]);
    },
  },
  {
    id: 'refusal/failed-batch-leaves-nothing',
    requires: landsWholeBatches,
    async run({ opened, assertLanded }) {
      const sink = await opened();
      const first = batchOf(textRows(10));
      await sink.write(first);
      const failed = await sink.write(batchOf(textRows(3000, 10, 2500), 10)).then(
        () => false,
        () => true,
      );
      assert(failed, 'a batch with a row that cannot be read was written');
      const batch = batchOf(textRows(3000, 10), 10);
      const { written, refused } = await sink.write(batch);
      assert(written === 3000 && refused === 0, `${written} written, ${refused} refused after a batch that had failed`);
      await sink.close();
      await assertLanded([first, batch]);
    },
  },
  {
    id: 'refusal/closed-by-abort',
    requires: ({ durable }) => durable === 'close',
    async run({ opened, assertLanded }) {
      const sink = await opened();
      await sink.write(good());
      await sink.close({ abort: true });
      await assertLanded([]);
    },
  },
];
