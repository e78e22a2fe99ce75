import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { DuckdbSinkOptions } from '@cvd/duckdb-sink';
import type { ConsumeOptions, ConsumeReport } from '@cvd/kafka-sink';
import type { SnowflakeSinkOptions } from '@cvd/snowflake-sink';

/** What a consumer's process is told; one of the two warehouses. */
export interface ProcessSetup extends Omit<ConsumeOptions, 'sink' | 'client' | 'onEvent'> {
  readonly duckdb?: DuckdbSinkOptions;
  readonly snowflake?: SnowflakeSinkOptions;
  /** It kills itself (-9) when so many writes have settled, before the offset of the last is committed. */
  readonly killAfterWrites?: number;
  /** Milliseconds between a write's end and its offset's commit. */
  readonly pauseMs?: number;
  readonly untilCaughtUp?: boolean;
}

/** An event as the process prints it: offsets are numbers, errors their messages. */
export type Told = { readonly type: string } & Readonly<Record<string, unknown>>;

export interface ConsumerProcess {
  readonly child: ChildProcess;
  readonly events: readonly Told[];
  /** Events of a type that it has told. */
  count(type: string): number;
  /** Settles when it has told so many events of a type; fails when it ends before. */
  told(type: string, atLeast?: number): Promise<void>;
  /** Settles when the process is gone; `report` is null unless it ended by itself. */
  readonly ended: Promise<{ readonly code: number | null; readonly report: (ConsumeReport & Told) | null }>;
}

const running = new Set<ChildProcess>();

/** Kills what a failed test has left. */
export const killConsumers = (): void => {
  for (const child of running) child.kill('SIGKILL');
};

export const startConsumer = (setup: ProcessSetup): ConsumerProcess => {
  const script = fileURLToPath(new URL('consumer-process.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(setup)], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const events: Told[] = [];
  let stderr = '';
  let changed = (): void => {};
  child.stderr.on('data', (data: Buffer) => {
    stderr += data;
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (!line.endsWith('}')) return; // cut by a kill
    events.push(JSON.parse(line));
    changed();
  });
  let gone = false;
  const ended = once(child, 'close').then(([code]: (number | null)[]) => {
    running.delete(child);
    gone = true;
    changed();
    const report = events.find(({ type }) => type === 'report') ?? null;
    return { code: code ?? null, stderr, report: report as (ConsumeReport & Told) | null };
  });
  const count = (type: string): number => events.filter((event) => event.type === type).length;
  return {
    child,
    events,
    ended,
    count,
    async told(type, atLeast = 1) {
      while (count(type) < atLeast) {
        if (gone) throw new Error(`The consumer ended without "${type}": ${stderr}`);
        await new Promise<void>((resolve) => {
          changed = resolve;
        });
      }
    },
  };
};

/** Runs one to the end of what is in the topic. */
export const catchUp = async (setup: ProcessSetup): Promise<ConsumeReport> => {
  const consumer = startConsumer({ ...setup, untilCaughtUp: true });
  await consumer.told('report');
  return (await consumer.ended).report!;
};
