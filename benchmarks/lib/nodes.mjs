import { execFileSync } from 'node:child_process';

/** Path of a Node of another major version, fetched by npx where it is not the running one. */
const pathOf = (major) =>
  process.version.startsWith(`v${major}.`)
    ? process.execPath
    : execFileSync('npx', ['--yes', `--package=node@${major}`, 'node', '-p', 'process.execPath'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim();

/** The versions that figures are given for, as [major, path of the executable]. */
export const nodes = () => [20, 24].map((major) => [major, pathOf(major)]);
