import type { CheckpointStore } from '../../../checkpoint/checkpoint-store.js';
import { encodeModelFile } from '../../../model-file/encode-model-file.js';
import { METHOD_TENSORS } from '../../../preparation/saved-preparation.js';
import type { Progress } from '../../../progress/progress.js';
import type { Execution } from '../../../synthesizer/fit-options.js';
import type { Synthesizer } from '../../../synthesizer/synthesizer.js';
import type { Table } from '../../../table/table.js';
import { assert, assertThrows, type CheckContext, type ConformanceCheck } from '../check.js';
import { sampleTable } from '../rows.js';
import { mixedTable } from '../tables.js';

const bytesOf = (model: Synthesizer): Uint8Array => encodeModelFile(model.toModel());

const sameModel = (a: Synthesizer, b: Synthesizer): boolean => {
  const [left, right] = [bytesOf(a), bytesOf(b)];
  return left.length === right.length && left.every((byte, i) => byte === right[i]);
};

/** Holds the latest checkpoint in memory. */
const memoryStore = (first: Uint8Array | null = null): CheckpointStore => {
  let latest = first;
  return {
    name: 'memory',
    read: async () => latest,
    write: async (bytes) => {
      latest = bytes;
    },
  };
};

/** The first checkpoint of a fit that is stopped at the first progress after it, and the step that was last done before or then. */
const interrupted = async (
  { create }: CheckContext,
  table: Table,
  execution: Execution,
): Promise<{ checkpoint: Uint8Array; step: number }> => {
  const control = new AbortController();
  let checkpoint: Uint8Array | null = null;
  let last = 0;
  const checkpoints: CheckpointStore = {
    name: 'memory',
    read: async () => null,
    write: async (bytes) => {
      checkpoint ??= bytes;
    },
  };
  const fit = create(3).fit(table, {
    execution,
    checkpoints,
    signal: control.signal,
    onProgress: ({ step }) => {
      if (step === undefined) return;
      if (!checkpoint || last === 0) last = step;
      if (checkpoint) control.abort();
    },
  });
  await assertThrows('CVD_ABORTED', () => fit);
  assert(checkpoint, 'a resumable method must keep a checkpoint before its fit ends');
  return { checkpoint, step: last };
};

/** What the method itself has learned, as text. */
const methodPart = (model: Synthesizer): string => {
  const { content, tensors } = model.toModel();
  const own = Object.entries(tensors).filter(([name]) => name.startsWith(METHOD_TENSORS));
  return JSON.stringify([content.method, own.map(([name, { data }]) => [name, Array.from(data, String)])]);
};

const resumable: ConformanceCheck['requires'] = (capabilities) => capabilities.resumable;

export const steeringChecks: readonly ConformanceCheck[] = [
  {
    id: 'steering/threads-change-nothing',
    async run({ create }) {
      const [one, three] = [create(3), create(3)];
      await one.fit(mixedTable(200), { execution: 'inline', threads: 1 });
      await three.fit(mixedTable(200), { execution: 'worker', threads: 3 });
      assert(sameModel(one, three), 'the model must not depend on the number of threads');
      await assertThrows('CVD_INVALID_OPTION', () => create().fit(mixedTable(50), { threads: 0 }));
    },
  },
  {
    id: 'steering/no-checkpoints-where-there-are-no-steps',
    requires: (capabilities) => !capabilities.resumable,
    async run({ create }) {
      await assertThrows('CVD_NOT_RESUMABLE', () => create().fit(mixedTable(50), { checkpoints: memoryStore() }));
    },
  },
  {
    id: 'steering/checkpoints-change-nothing',
    requires: resumable,
    async run({ create }) {
      const [without, withThem] = [create(3), create(3)];
      await without.fit(mixedTable(200), { execution: 'inline' });
      await withThem.fit(mixedTable(200), { execution: 'worker', checkpoints: memoryStore() });
      assert(sameModel(without, withThem), 'the model must not depend on checkpoints being kept');
    },
  },
  {
    id: 'steering/resumed-fit-same-bytes',
    requires: resumable,
    async run(context) {
      const table = mixedTable(200);
      const whole = context.create(3);
      const report = await whole.fit(table, { execution: 'inline' });
      for (const execution of ['inline', 'worker'] satisfies Execution[]) {
        const { checkpoint, step: last } = await interrupted(context, table, execution);
        const resumed = context.create(3);
        const seen: Progress[] = [];
        const again = await resumed.fit(table, {
          execution,
          checkpoints: memoryStore(checkpoint),
          resume: 'always',
          onProgress: (progress) => seen.push(progress),
        });
        assert(sameModel(resumed, whole), `a fit resumed (${execution}) must end in the same bytes`);
        const first = seen.find(({ step }) => step !== undefined)?.step;
        assert(
          first === undefined || first > last,
          `the resumed fit (${execution}) reports step ${first}, and step ${last} had been done`,
        );
        assert(
          JSON.stringify(again.losses) === JSON.stringify(report.losses),
          'the loss history of a resumed fit must be that of the whole one',
        );
      }
    },
  },
  {
    id: 'steering/finished-checkpoint-same-bytes',
    requires: resumable,
    async run({ create }) {
      const checkpoints = memoryStore();
      const [whole, again] = [create(3), create(3)];
      await whole.fit(mixedTable(200), { execution: 'inline', checkpoints });
      await again.fit(mixedTable(200), { execution: 'inline', checkpoints, resume: 'always' });
      assert(sameModel(again, whole), 'the last checkpoint must give the model again');
    },
  },
  {
    id: 'steering/checkpoint-of-another-fit-refused',
    requires: resumable,
    async run(context) {
      const { checkpoint } = await interrupted(context, mixedTable(200), 'inline');
      const resume = (table: Table, seed = 3) =>
        context
          .create(seed)
          .fit(table, { execution: 'inline', checkpoints: memoryStore(checkpoint), resume: 'always' });
      await assertThrows('CVD_CHECKPOINT_MISMATCH', () => resume(mixedTable(200), 4));
      await assertThrows('CVD_CHECKPOINT_MISMATCH', () => resume(mixedTable(199)));
      await assertThrows('CVD_CHECKPOINT_MISMATCH', () => resume(mixedTable(200, 2)));
      const fit = (checkpoints: CheckpointStore, resume?: 'always') =>
        context.create(3).fit(mixedTable(200), { checkpoints, ...(resume && { resume }) });
      await assertThrows('CVD_CHECKPOINT_EXISTS', () => fit(memoryStore(checkpoint)));
      await assertThrows('CVD_CHECKPOINT_MISSING', () => fit(memoryStore(), 'always'));
      await assertThrows('CVD_INVALID_CHECKPOINT', () => fit(memoryStore(checkpoint.slice(0, -1)), 'always'));
    },
  },
  {
    id: 'steering/warm-start',
    requires: resumable,
    async run({ create }) {
      const [earlier, other] = [create(3), create(4)];
      for (const model of [earlier, other]) await model.fit(mixedTable(200), { execution: 'inline' });
      const rows = mixedTable(150, 2);
      const [inline, worker, elsewhere] = [create(5), create(5), create(5)];
      const report = await inline.fit(rows, { execution: 'inline', warmStart: earlier });
      await worker.fit(rows, { execution: 'worker', warmStart: earlier.toModel() });
      assert(report.rows === 150, 'the report must count the new rows');
      assert(sameModel(inline, worker), 'a warm start must give the same bytes in a worker');
      await elsewhere.fit(rows, { execution: 'inline', warmStart: other });
      assert(methodPart(elsewhere) !== methodPart(inline), 'a warm start must begin with the earlier model');
      assert((await sampleTable(inline, 20)).rows === 20, 'a model begun with another must make rows');
      const foreign = { ...earlier.toModel(), method: 'another' };
      await assertThrows('CVD_WARM_START', () => create().fit(rows, { warmStart: foreign }));
    },
  },
  {
    id: 'steering/time-limit',
    requires: resumable,
    async run({ create }) {
      const model = create();
      const { warnings } = await model.fit(mixedTable(200), { execution: 'inline', maxSeconds: 1e-6 });
      assert(
        warnings.some(({ code }) => code === 'time-limit'),
        'a fit that ended by its time limit must say so by the warning "time-limit"',
      );
      assert((await sampleTable(model, 20)).rows === 20, 'a model that ended by its time limit must make rows');
      await assertThrows('CVD_INVALID_OPTION', () => create().fit(mixedTable(50), { maxSeconds: 0 }));
    },
  },
  {
    id: 'steering/losses-are-told',
    requires: resumable,
    async run({ create }) {
      const seen: Progress[] = [];
      const report = await create().fit(mixedTable(200), { onProgress: (progress) => seen.push(progress) });
      const steps = seen.filter(({ step }) => step !== undefined);
      assert(steps.length > 0, 'progress must tell the step');
      for (const { step, epoch, losses } of steps) {
        assert(Number.isInteger(step) && Number.isInteger(epoch), `progress of step ${step} in epoch ${epoch}`);
        assert(losses && Object.values(losses).every(Number.isFinite), 'progress must tell the losses');
      }
      const histories = Object.values(report.losses);
      assert(histories.length > 0, 'the report must have the history of the losses');
      for (const history of histories) {
        assert(history.length === Math.max(...steps.map(({ epoch }) => epoch!)), 'one loss an epoch');
        assert(history.every(Number.isFinite), 'losses are finite numbers');
      }
    },
  },
];
