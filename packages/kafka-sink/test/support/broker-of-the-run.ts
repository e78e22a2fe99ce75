import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { brokerFile, runFolder } from './run-folder.js';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Vitest's global set-up: starts nothing, and ends the broker that the first test file in need of one may have started. */
export const setup = (): (() => Promise<void>) => {
  const folder = runFolder(process.pid);
  rmSync(folder, { recursive: true, force: true }); // of a run long gone that had this process id
  return async () => {
    if (!existsSync(folder)) return;
    const pid = existsSync(brokerFile(folder)) ? JSON.parse(readFileSync(brokerFile(folder), 'utf8')).pid : undefined;
    if (pid !== undefined && isAlive(pid)) {
      process.kill(pid, 'SIGKILL');
      while (isAlive(pid)) await sleep(20);
    }
    rmSync(folder, { recursive: true, force: true });
  };
};
