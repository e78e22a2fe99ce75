import type { Progress } from '../../../progress/progress.js';
import type { Execution } from '../../../synthesizer/fit-options.js';
import { assert, assertThrows, type ConformanceCheck } from '../check.js';
import { assertSameRows, sampleTable } from '../rows.js';
import { mixedTable } from '../tables.js';

const BEAT = 250;

/** Runs the work while a timer beats on this thread. @returns the longest pause between two beats, in milliseconds */
const longestPause = async (work: () => Promise<unknown>): Promise<number> => {
  let last = performance.now();
  let longest = 0;
  const beat = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(beat, BEAT);
  await work();
  clearInterval(timer);
  beat();
  return longest;
};

const assertMonotone = (seen: readonly Progress[], what: string): void => {
  assert(seen.length > 0, `${what}: no progress was reported`);
  for (const [i, { fraction, phase }] of seen.entries()) {
    assert(fraction >= 0 && fraction <= 1 && phase !== '', `${what}: progress ${fraction} in phase "${phase}"`);
    assert(
      i === 0 || fraction >= seen[i - 1]!.fraction,
      `${what}: progress fell from ${seen[i - 1]?.fraction} to ${fraction}`,
    );
  }
  assert(seen.at(-1)!.fraction === 1, `${what}: the last progress is ${seen.at(-1)!.fraction}, not 1`);
};

export const runningChecks: readonly ConformanceCheck[] = [
  {
    id: 'running/fits-in-a-worker',
    async run({ create }) {
      const { warnings } = await create().fit(mixedTable(100));
      const fallback = warnings.find(({ code }) => code === 'worker-unavailable');
      assert(!fallback, `the fit did not run in a worker: ${fallback?.message}`);
    },
  },
  {
    id: 'running/progress-never-falls',
    async run({ create }) {
      const model = create();
      for (const execution of ['inline', 'worker'] satisfies Execution[]) {
        const [fit, sample]: [Progress[], Progress[]] = [[], []];
        await model.fit(mixedTable(300), { execution, onProgress: (progress) => fit.push(progress) });
        await sampleTable(model, 100, { execution, batchRows: 20, onProgress: (progress) => sample.push(progress) });
        assertMonotone(fit, `fit ${execution}`);
        assertMonotone(sample, `sample ${execution}`);
      }
    },
  },
  {
    id: 'running/abort-stops-fit',
    async run({ create }) {
      for (const execution of ['inline', 'worker'] satisfies Execution[]) {
        const model = create();
        await assertThrows('CVD_ABORTED', () => model.fit(mixedTable(300), { execution, signal: AbortSignal.abort() }));
        const control = new AbortController();
        const fit = model.fit(mixedTable(300), {
          execution,
          signal: control.signal,
          onProgress: () => control.abort(),
        });
        await assertThrows('CVD_ABORTED', () => fit);
        await assertThrows('CVD_NOT_FITTED', () => model.sample(1));
      }
    },
  },
  {
    id: 'running/abort-stops-sample',
    async run({ create }) {
      const model = create();
      await model.fit(mixedTable(200), { execution: 'inline' });
      for (const execution of ['inline', 'worker'] satisfies Execution[]) {
        const control = new AbortController();
        let rows = 0;
        await assertThrows('CVD_ABORTED', async () => {
          for await (const table of model.sample(1_000_000, { execution, batchRows: 50, signal: control.signal })) {
            rows += table.rows;
            control.abort();
          }
        });
        assert(rows < 10_000, `${rows} rows came after the abort`);
      }
    },
  },
  {
    id: 'running/reader-may-stop-early',
    async run({ create }) {
      const model = create();
      await model.fit(mixedTable(200), { execution: 'inline' });
      for (const execution of ['inline', 'worker'] satisfies Execution[]) {
        for await (const table of model.sample(1_000_000, { execution, batchRows: 10 })) {
          assert(table.rows === 10, 'a first batch');
          break;
        }
      }
    },
  },
  {
    id: 'running/worker-same-rows',
    async run({ create }) {
      const model = create();
      await model.fit(mixedTable(200), { execution: 'inline' });
      const inline = await sampleTable(model, 50, { batchRows: 20 });
      for (const workers of [1, 2, 3]) {
        const made = await sampleTable(model, 50, { batchRows: 3, execution: 'worker', workers });
        assertSameRows(made, inline, `rows made by ${workers} workers`);
      }
      const where = model.capabilities.conditional === 'none' ? [] : ['age >= 30'];
      const options = { batchRows: 3, start: 17, seed: 9, where };
      assertSameRows(
        await sampleTable(model, 40, { ...options, execution: 'worker', workers: 2 }),
        await sampleTable(model, 40, options),
        'rows under conditions made by 2 workers',
      );
    },
  },
  {
    // A bound on liveness, not on speed: the caller's thread must stay usable.
    id: 'running/caller-thread-stays-free',
    async run({ create }) {
      const model = create();
      const table = mixedTable(3000);
      const pause = await longestPause(async () => {
        await model.fit(table);
        for await (const batch of model.sample(25_000)) assert(batch.rows > 0, 'batches have rows');
      });
      assert(pause < 3 * BEAT, `the calling thread stood still for ${Math.round(pause)} ms`);
    },
  },
];
