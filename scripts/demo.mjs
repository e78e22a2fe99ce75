// `npm run demo`: installs and builds where needed, then runs `cvd demo`. Only Node's own modules may be imported here.
import { ensureInstalled } from './install.mjs';
import { root } from './packages.mjs';
import { runNode } from './run.mjs';

if (!ensureInstalled()) process.exit(1);
console.log('Building the packages …');
const built = runNode(`${root}/scripts/build.mjs`, ['--no-types']);
if (!built.ok) process.exit(1);
const { status } = runNode(`${root}/packages/cli/bin/cvd.mjs`, ['demo', ...process.argv.slice(2)]);
process.exit(status ?? 1);
