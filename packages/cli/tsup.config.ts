import { copyFileSync, mkdirSync } from 'node:fs';
import { build } from '../../tsup.base';

export default build(
  { index: 'src/index.ts' },
  {
    platform: 'node',
    // The rows that `cvd demo` learns travel in the package; they are kept once, with the examples and the tests.
    onSuccess: async () => {
      mkdirSync('data', { recursive: true });
      copyFileSync('../../examples/data/cvd_small.csv', 'data/cvd_small.csv');
      copyFileSync('../../tests/fixtures/cvd/train.csv', 'data/cvd_train.csv');
    },
  },
);
