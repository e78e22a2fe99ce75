// On the package as built, so that worker threads take part as they do in an application.
import { once } from 'node:events';
import { independentColumns, mixedTable } from '@cvd/core/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { succeed } from '../../../tests/support/command.js';
import { ended, watchWorkers } from '../../../tests/support/watched-workers.js';

const table = mixedTable(300);
const fitted = async () => {
  const model = independentColumns.create({ seed: 3 });
  await model.fit(table, { execution: 'inline' });
  const rows = async (options = {}) =>
    (await model.sample(400, { workers: 2, batchRows: 50, ...options }).toTable()).toRows();
  return { model, rows };
};
const all = (rows: Iterable<unknown>): string => JSON.stringify([...rows], (_, value) => `${value}`);

describe('workers that sample', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('serve the next samples too, from other seeds and under other conditions', async () => {
    const workers = watchWorkers();
    const { model, rows } = await fitted();
    const where = ['smoker = true', 'age > 30'];
    for (const options of [{}, { seed: 9 }, { start: 1000 }, { where }])
      expect(all(await rows(options))).toBe(all(await rows({ ...options, execution: 'inline' })));
    expect(workers).toHaveLength(2);
    model.dispose();
    await ended(workers);
  });

  it('are nobody else’s while they work', async () => {
    const workers = watchWorkers();
    const { model, rows } = await fitted();
    const [one, other] = await Promise.all([rows(), rows({ start: 400 })]);
    expect(workers).toHaveLength(4);
    expect([all(one), all(other)]).toEqual([
      all(await rows({ execution: 'inline' })),
      all(await rows({ execution: 'inline', start: 400 })),
    ]);
    model.dispose();
    await ended(workers);
  });

  it('end when their reader leaves, or aborts', async () => {
    const workers = watchWorkers();
    const { model, rows } = await fitted();
    for await (const _ of model.sample(400, { workers: 2, batchRows: 50 })) break;
    await ended(workers);
    const abort = new AbortController();
    const stream = model.sample(400, { workers: 2, batchRows: 50, signal: abort.signal })[Symbol.asyncIterator]();
    await stream.next();
    abort.abort();
    await expect(stream.next()).rejects.toMatchObject({ code: 'CVD_ABORTED' });
    await ended(workers);
    expect(workers).toHaveLength(4);
    // An abort that comes too late is no matter of the next sample.
    const late = new AbortController();
    await rows({ signal: late.signal });
    late.abort();
    expect([...(await rows())]).toHaveLength(400);
    model.dispose();
    await ended(workers);
  });

  it('are not those of an earlier fit, and one that died is replaced', async () => {
    const workers = watchWorkers();
    const { model, rows } = await fitted();
    await rows();
    const [first] = workers;
    const death = once(first!, 'exit');
    await first!.terminate();
    await death;
    expect([...(await rows())]).toHaveLength(400);
    expect(workers).toHaveLength(3);
    await model.fit(mixedTable(200), { execution: 'inline' });
    await ended(workers);
    expect(all(await rows())).toBe(all(await rows({ execution: 'inline' })));
    expect(workers).toHaveLength(5);
    model.dispose();
  });

  it('keep no process alive', async () => {
    const program = `
      import { bootstrapRows, mixedTable } from '@cvd/core/testing';
      const model = bootstrapRows.create({ seed: 3 });
      await model.fit(mixedTable(100));
      console.log((await model.sample(200, { workers: 2, batchRows: 50 }).toTable()).rows);
      process.on('exit', () => console.log(performance.now() - ended < 5000));
      const ended = performance.now();
    `;
    expect(await succeed(process.execPath, ['--input-type=module', '--eval', program])).toBe('200\ntrue\n');
  });
});
