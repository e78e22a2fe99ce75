import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { guardProcess } from '../kafka/guard.mjs';
import { freePorts } from '../kafka/ports.mjs';

const answers = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

/**
 * Starts fakesnow on a free port of 127.0.0.1, in a folder of its own, and ends it with this process however that ends.
 * @param {string} python - of an environment that has fakesnow @param {number} [limitMs]
 * @returns {Promise<{ url: string, log: () => string, lastError: () => string, stop: () => Promise<void> }>} log: what it has printed;
 * lastError: how the last crash of a request ended
 */
export const startFakesnow = async (python, limitMs = 60_000) => {
  const [port] = await freePorts(1);
  const folder = mkdtempSync(join(tmpdir(), 'cvd-fakesnow-'));
  const child = spawn(python, ['-m', 'fakesnow', '-s', '-p', String(port), '--host', '127.0.0.1'], {
    cwd: folder,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const guard = guardProcess(child.pid, { folder });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (printed += text));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    guard.dismiss();
    rmSync(folder, { recursive: true, force: true });
  };
  const end = Date.now() + limitMs;
  while (!(await answers(port))) {
    if (child.exitCode === null && Date.now() < end) await sleep(100);
    else {
      await stop();
      throw new Error(`fakesnow did not start:\n${printed.slice(-2000)}`);
    }
  }
  const lastError = () => printed.match(/^[\w.]*(?:Error|Exception): .*$/gm)?.at(-1) ?? 'no error was printed';
  return { url: `http://127.0.0.1:${port}`, log: () => printed, lastError, stop };
};
