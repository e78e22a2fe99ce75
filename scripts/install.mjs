import { readFileSync } from 'node:fs';
import { root } from './packages.mjs';
import { run } from './run.mjs';

const read = (path) => {
  try {
    return readFileSync(`${root}/${path}`, 'utf8');
  } catch {
    return null;
  }
};

/** pnpm keeps the lockfile it installed from; where the two agree nothing has to be done. */
const installed = () => read('pnpm-lock.yaml') === read('node_modules/.pnpm/lock.yaml');

/** Installs the pinned dependencies into the checkout, unless they are there. @returns whether they are there now */
export const ensureInstalled = () => {
  if (installed()) return true;
  const { packageManager } = JSON.parse(read('package.json'));
  console.log(
    `Installing the dependencies pinned in pnpm-lock.yaml into node_modules, with ${packageManager} through npx (once) …`,
  );
  const { ok, output } = run('npx', ['--yes', packageManager, 'install', '--frozen-lockfile'], { quiet: true });
  if (!ok) console.error(`${output}\nThe dependencies could not be installed; is the npm registry reachable?`);
  return ok;
};
