import { build } from '../../tsup.base';

export default build({
  index: 'src/index.ts',
  metrics: 'src/metrics/index.ts',
  arrow: 'src/arrow/index.ts',
  node: 'src/node/index.ts',
  testing: 'src/testing/index.ts',
  worker: 'src/execution/worker.ts',
});
