import { spawnSync } from 'node:child_process';
import { root } from './packages.mjs';

/** Runs a program in the repository root; `quiet` keeps its output and gives it back instead of printing it. */
export const run = (command, args, { quiet = false, env = {}, cwd = root } = {}) => {
  const { status, signal, error, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: {
      ...process.env,
      ...(process.stdout.isTTY && !quiet ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined }),
      ...env,
    },
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    shell: process.platform === 'win32' && command === 'npx',
  });
  const output = quiet ? `${stdout ?? ''}${stderr ?? ''}` : '';
  return {
    ok: status === 0,
    interrupted: signal === 'SIGINT' || status === 130,
    status,
    output: error ? `${error.message}\n` : output,
  };
};

/** Runs a script of an installed package, with the Node that runs this one. */
export const runNode = (script, args = [], options = {}) => run(process.execPath, [script, ...args], options);
