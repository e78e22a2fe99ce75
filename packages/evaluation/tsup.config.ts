import { build } from '../../tsup.base';

export default build({
  index: 'src/index.ts',
  attacks: 'src/attacks/index.ts',
  'search-job': 'src/distances/search-job.ts',
});
