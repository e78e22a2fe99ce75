// Builds every package in dependency order. `--no-types` leaves the declarations out, which is what tests need.
import { spawnSync } from 'node:child_process';
import { packages, root } from './packages.mjs';

const types = !process.argv.includes('--no-types');
const only = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
for (const name of packages) {
  if (only.length > 0 && !only.includes(name)) continue;
  const { status } = spawnSync(process.execPath, [`${root}/node_modules/tsup/dist/cli-default.js`, '--silent'], {
    cwd: `${root}/packages/${name}`,
    stdio: 'inherit',
    env: { ...process.env, CVD_BUILD_TYPES: types ? '1' : '' },
  });
  if (status !== 0) process.exit(status ?? 1);
}
