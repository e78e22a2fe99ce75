import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { expectedTexts, landedTexts, memoryConsumer, range, until } from './support/consumed-rows.js';
import { preparedGroup } from './support/prepared-group.js';

/** A topic with rows of a run, and what puts another one of its name in its place. */
const prepared = (rows: number) => {
  const at = preparedGroup(rows);
  const replace = (id: string): void => {
    at.group.logs = null;
    at.group.topicId = id;
  };
  return { ...at, replace };
};

describe('a topic that was deleted and made anew with more rows than were read of it', () => {
  it('is read from its beginning by a member that goes on', async () => {
    const at = prepared(100);
    const fresh = randomUUID();
    const stopping = new AbortController();
    const running = at.consumer.run({ signal: stopping.signal });
    await until(() => at.group.committed.get(0) === 100n);
    at.replace('second');
    at.addRows(0, 250, { run: fresh }); // 150 of these lie beyond the offset that comes next
    await until(() => at.store.rows.length === 350);
    stopping.abort();
    await running;
    expect(landedTexts(at.store).sort()).toEqual(
      [...expectedTexts(at.runId, range(0, 100)), ...expectedTexts(fresh, range(0, 250))].sort(),
    );
    expect(at.told('log-restarted')).toMatchObject([{ partition: 0, problem: 'replaced' }]);
    expect([at.group.committed.get(0), at.group.metadata.get(0)]).toEqual([250n, 'topic-id=second']);
  });

  it('is read from its beginning by the next member, whatever the last one has committed meanwhile', async () => {
    const at = prepared(100);
    const fresh = randomUUID();
    await at.consumer.run({ untilCaughtUp: true });
    expect(at.group.metadata.get(0)).toBe('topic-id=first');
    at.replace('second');
    at.addRows(0, 250, { run: fresh });
    const next = memoryConsumer(at.settings, at.store);
    expect(await next.consumer.run({ untilCaughtUp: true })).toMatchObject({ written: 250, refused: 0 });
    expect(next.told('log-restarted')).toMatchObject([{ problem: 'replaced', offset: 100n }]);
    const again = memoryConsumer(at.settings, at.store);
    expect(await again.consumer.run({ untilCaughtUp: true })).toMatchObject({ rows: 0 });
  });

  it('is not taken for caught up before its rows are landed', async () => {
    const at = prepared(100);
    const fresh = randomUUID();
    at.group.hooks.commit = (_, next) => {
      if (next !== 100n || at.group.topicId !== 'first') return;
      at.replace('second');
      at.addRows(0, 250, { run: fresh });
    };
    await at.consumer.run({ untilCaughtUp: true });
    expect(landedTexts(at.store)).toEqual(expect.arrayContaining(expectedTexts(fresh, range(0, 100))));
  });

  it('stops a consumer of rows without a run id before it takes one of them for an older one', async () => {
    const at = prepared(0);
    at.group.add(0, [{ a: 1 }, { a: 2 }]);
    const running = at.consumer.run();
    await until(() => at.group.committed.get(0) === 2n);
    at.replace('second');
    at.group.add(0, [{ a: 3 }, { a: 4 }, { a: 5 }, { a: 6 }]);
    await expect(running).rejects.toMatchObject({ code: 'CVD_LOG_RESTARTED' });
    expect(at.store.rows.map(({ values }) => values)).toEqual([{ a: 1 }, { a: 2 }]);
    const next = memoryConsumer(at.settings, at.store);
    await expect(next.consumer.run({ untilCaughtUp: true })).rejects.toMatchObject({ code: 'CVD_LOG_RESTARTED' });
  });

  it('is what it was for brokers without topic ids: an offset within the log is gone on from', async () => {
    const at = prepared(100);
    at.group.topicId = null;
    await at.consumer.run({ untilCaughtUp: true });
    expect(at.group.metadata.get(0)).toBe('');
    at.addRows(0, 50, { run: randomUUID() });
    const next = memoryConsumer(at.settings, at.store);
    expect(await next.consumer.run({ untilCaughtUp: true })).toMatchObject({ rows: 50, written: 50 });
  });
});
