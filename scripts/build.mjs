// Builds every package in dependency order. `--no-types` leaves the declarations out, which is what running needs.
// Names of packages as arguments build only those.
import { packages, root } from './packages.mjs';
import { runNode } from './run.mjs';

const types = !process.argv.includes('--no-types');
const only = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const unknown = only.filter((name) => !packages.includes(name));
if (unknown.length > 0) {
  console.error(`No package ${unknown.join(', ')}; there are ${packages.join(', ')}.`);
  process.exit(2);
}
for (const name of packages) {
  if (only.length > 0 && !only.includes(name)) continue;
  const { ok, status } = runNode(`${root}/node_modules/tsup/dist/cli-default.js`, ['--silent'], {
    cwd: `${root}/packages/${name}`,
    env: { CVD_BUILD_TYPES: types ? '1' : '' },
  });
  if (!ok) process.exit(status ?? 1);
}
