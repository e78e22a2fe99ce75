import { build } from '../../tsup.base';

export default build({ index: 'src/index.ts', testing: 'src/testing/index.ts' });
