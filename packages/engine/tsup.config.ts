import { execFileSync } from 'node:child_process';
import { build } from '../../tsup.base';

// The kernels first: modules that src/wasm imports.
execFileSync(process.execPath, ['scripts/build-wasm.mjs'], { stdio: 'inherit' });

export default build({
  index: 'src/index.ts',
  testing: 'src/testing/index.ts',
  'kernel-worker': 'src/wasm/threads/kernel-worker.ts',
});
