import { build } from '../../tsup.base';

export default build({ index: 'src/index.ts' });
