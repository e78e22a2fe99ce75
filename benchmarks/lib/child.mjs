// Every measurement runs in a fresh process, so that its peak memory is its own.
import { spawnSync } from 'node:child_process';

/** @returns the JSON of the last line that the command printed */
export const measure = (command, args, environment = {}) => {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, ...environment },
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}\n${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1));
};
