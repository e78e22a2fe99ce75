import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

/** The process of the whole run, as seen from a test file: vitest forks a process for each, or starts a thread. */
export const runPid = (): number => (isMainThread ? process.ppid : process.pid);

export const runFolder = (run: number): string => join(tmpdir(), `cvd-kafka-run-${run}`);

/** Says where the run's broker listens; there once it answers. */
export const brokerFile = (folder: string): string => join(folder, 'broker.json');
