import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { copula } from '@cvd/copula';
import { createRegistry, type Synthesizer } from '@cvd/core';
import { load } from '@cvd/core/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeKafka, sharedBroker } from '../packages/kafka-sink/test/support/broker.js';
import {
  committedOffsets,
  createTopic,
  uniqueGroup,
  uniqueTopic,
  withAdmin,
} from '../packages/kafka-sink/test/support/topics.js';
import { succeed } from './support/command.js';
import { rowsInDuckdb, rowsOfRun } from './support/landed-rows.js';
import { root } from './support/workspace.js';

const folder = mkdtempSync(join(tmpdir(), 'cvd-work-processes-'));
const bin = `${root}/packages/cli/bin/cvd.mjs`;
const running = new Set<ChildProcess>();
let broker: string;
let model: Synthesizer;

const cvd = (...args: string[]): Promise<string> => succeed(process.execPath, [bin, ...args], { cwd: folder });

const worker = (from: string, to: string) => {
  const args = [bin, 'work', '--from', from, '--models', 'models', '--to', to, '--threads', '1'];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  running.add(child);
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => {
    stderr += data;
  });
  const ended = once(child, 'close').then(([code]: (number | null)[]) => {
    running.delete(child);
    return { code, stderr };
  });
  return { child, ended };
};

const sumOf = (offsets: Iterable<bigint>): number => [...offsets].reduce((sum, offset) => sum + Number(offset), 0);

describeKafka('one run shared among processes, one of them killed', () => {
  beforeAll(async () => {
    [broker] = (await sharedBroker()).brokers as [string];
    mkdirSync(join(folder, 'models'));
    await cvd('fit', `${root}/examples/data/cvd_small.csv`, '--seed', '7', '--out', 'models/model.cvd');
    model = await load(join(folder, 'models', 'model.cvd'), createRegistry(copula));
  });

  afterAll(() => {
    for (const child of running) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  it.concurrent.each([2, 4])(
    '%i processes: every row is in the table, each once',
    async (processes) => {
      const [requests, rows, group] = [uniqueTopic('requests'), uniqueTopic('rows'), uniqueGroup()];
      const shards = 16;
      const total = 16_000;
      await createTopic([broker], rows, 2);
      const committed = async (): Promise<number> =>
        sumOf((await committedOffsets([broker], group, requests)).values());
      const sent = (): Promise<number> =>
        withAdmin([broker], async (admin) =>
          sumOf((await admin.fetchTopicOffsets(rows)).map(({ high }) => BigInt(high))),
        );
      const asked = cvd(
        ...['request', 'models/model.cvd', '--rows', `${total}`, '--shard-rows', `${total / shards}`],
        ...['--partitions', '8', '--to', `kafka://${broker}/${requests}`],
      );
      const runId = (await asked).trim();
      const from = `kafka://${broker}/${requests}?group=${group}`;
      const workers = Array.from({ length: processes }, () => worker(from, `kafka://${broker}/${rows}`));

      while ((await sent()) === 0) await sleep(20);
      const [first, ...others] = workers;
      first!.child.kill('SIGKILL');
      expect(await first!.ended).toMatchObject({ code: null });
      expect(await committed()).toBeLessThan(shards); // there was something left to do

      while ((await committed()) < shards) await sleep(200); // the group waits for the dead one for 12 s
      for (const { child } of others) child.kill('SIGTERM');
      for (const { ended } of others) {
        const { code, stderr } = await ended;
        expect(code, stderr).toBe(0);
      }
      expect(await sent()).toBeGreaterThanOrEqual(total);

      const file = `${processes}.db`;
      await cvd(
        ...['consume', '--from', `kafka://${broker}/${rows}?group=${group}`, '--to', `duckdb:${file}#rows`],
        ...['--batch-rows', '2000', '--until-caught-up'],
      );
      const expected = await rowsOfRun(runId, model.sample(total));
      expect(await rowsInDuckdb(join(folder, file), 'rows')).toEqual(expected);
    },
    180_000,
  );
});
