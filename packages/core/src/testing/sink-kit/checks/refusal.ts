import { assertThrows } from '../../synthesizer-kit/check.js';
import { batchOf, type SinkCheck } from '../sink-check.js';
import { plainRows } from '../sink-tables.js';

const good = () => batchOf(plainRows(10));
const next = () => batchOf(plainRows(10, 10), 10);

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
