import { decodeModelFile } from '../../../model-file/decode-model-file.js';
import { encodeModelFile } from '../../../model-file/encode-model-file.js';
import type { TableSource } from '../../../table/source.js';
import { assert, assertThrows, type ConformanceCheck } from '../check.js';
import { mixedTable } from '../tables.js';

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

/** At most `count` positions spread evenly over a length. */
const spread = (length: number, count: number): number[] =>
  Array.from({ length: Math.min(length, count) }, (_, i) => Math.floor((i * length) / Math.min(length, count)));

export const modelFileChecks: readonly ConformanceCheck[] = [
  {
    id: 'model-file/round-trip-same-bytes',
    async run({ create, factory }) {
      const model = create(3);
      await model.fit(mixedTable(200), { execution: 'inline' });
      const bytes = encodeModelFile(model.toModel());
      const again = encodeModelFile(factory.restore(decodeModelFile(bytes)).toModel());
      assert(sameBytes(bytes, again), 'a restored model must save to the same bytes');
    },
  },
  {
    id: 'model-file/same-fit-same-bytes',
    async run({ create }) {
      const [a, b] = [create(3), create(3)];
      await a.fit(mixedTable(200), { execution: 'inline' });
      await b.fit(mixedTable(200), { execution: 'inline' });
      assert(
        sameBytes(encodeModelFile(a.toModel()), encodeModelFile(b.toModel())),
        'same seed and data must give the same bytes',
      );
    },
  },
  {
    id: 'model-file/streamed-fit-same-bytes',
    requires: ({ streamingFit }) => streamingFit,
    async run({ create }) {
      const table = mixedTable(230);
      const source: TableSource = {
        async *open() {
          yield* table.batches(37);
        },
      };
      const [whole, streamed] = [create(3), create(3)];
      await whole.fit(table, { execution: 'inline' });
      await streamed.fit(source, { execution: 'inline' });
      assert(
        sameBytes(encodeModelFile(whole.toModel()), encodeModelFile(streamed.toModel())),
        'a fit from batches must give the same bytes as one from the whole table',
      );
    },
  },
  {
    id: 'model-file/worker-same-bytes',
    async run({ create }) {
      const [inline, worker] = [create(3), create(3)];
      await inline.fit(mixedTable(200), { execution: 'inline' });
      await worker.fit(mixedTable(200), { execution: 'worker' });
      assert(
        sameBytes(encodeModelFile(inline.toModel()), encodeModelFile(worker.toModel())),
        'a fit in a worker must give the same bytes as one on this thread',
      );
    },
  },
  {
    id: 'model-file/damage-refused',
    async run({ create }) {
      const model = create();
      await model.fit(mixedTable(120), { execution: 'inline' });
      const bytes = encodeModelFile(model.toModel());
      for (const length of spread(bytes.length, 60)) {
        await assertThrows('CVD_INVALID_MODEL_FILE', () => decodeModelFile(bytes.slice(0, length)));
      }
      for (const at of spread(bytes.length, 60)) {
        const damaged = bytes.slice();
        damaged[at]! ^= 0x40;
        await assertThrows('CVD_INVALID_MODEL_FILE', () => decodeModelFile(damaged));
      }
    },
  },
];
