import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snowflakeSink } from '../src/index.js';
import { batchFrom, RUN } from './support/batches.js';
import type { FaultAction } from './support/faults.js';
import { type SnowflakeServer, startSnowflakeServer } from './support/snowflake-server.js';

const BATCHES = 60;
const ROWS = 25;

const actions: readonly FaultAction[] = [
  { kind: 'error', code: '390111' },
  { kind: 'error', code: '390112' },
  { kind: 'error', code: '390104' },
  { kind: 'error', code: '000625' },
  { kind: 'status', status: 503 },
  { kind: 'drop', when: 'before' },
  { kind: 'drop', when: 'after' },
  { kind: 'wait', when: 'after', for: 400 },
  { kind: 'wait', when: 'before', for: 700, deaf: true },
];

/** Numbers from 0 to 1 that are the same every time (mulberry32). */
const numbersFrom = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

const shuffled = <T>(items: readonly T[], random: () => number): T[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);

describe.each([true, false])('a server that remembers requests: %s', (remembersRequests) => {
  let server: SnowflakeServer;
  beforeAll(async () => {
    server = await startSnowflakeServer({ remembersRequests });
  });
  afterAll(() => server.stop());

  it('two writers of the same batches, each third write under a fault: every row lands once and is counted once', async () => {
    const random = numbersFrom(7);
    const make = () =>
      snowflakeSink({
        ...server.options,
        table: 'T',
        statementTimeoutMs: 300,
        retry: { attempts: 12, firstDelayMs: 10, maxDelayMs: 100 },
      });
    const first = make();
    await first.open();
    const written = [(await first.write(batchFrom(0, ROWS))).written];
    await first.close();
    const starts = Array.from({ length: BATCHES }, (_, i) => i * ROWS);
    const writeAll = async (): Promise<void> => {
      const sink = make();
      await sink.open();
      for (const start of shuffled(starts, random)) {
        if (random() < 1 / 3)
          server.inject({ sql: /^MERGE INTO .*"T"/s, action: actions[Math.floor(random() * actions.length)]! });
        written.push((await sink.write(batchFrom(start, ROWS))).written);
      }
      await sink.close();
    };
    await Promise.all([writeAll(), writeAll()]);
    expect(server.faultsMet()).toBeGreaterThan(20);
    const rows = await server.query(
      'SELECT "_run_id", "_row_index", "number", "text" FROM "CARDIOVASCULAR_DB"."SYNTHETIC_DATA"."T" ORDER BY 2',
    );
    expect(rows.map((row) => row.map(String))).toEqual(
      Array.from({ length: BATCHES * ROWS }, (_, i) => [RUN, String(i), String(i * 1.5), `text ${i}`]),
    );
    expect(written.reduce((sum, count) => sum + count, 0)).toBe(BATCHES * ROWS);
  }, 600_000);
});
