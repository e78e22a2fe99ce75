import { defineSynthesizer } from '../../synthesizer/define-synthesizer.js';
import type { FittedMethod } from '../../synthesizer/method.js';
import {
  copyRows,
  type GatheredRows,
  gatherEncoded,
  gatheredValues,
  restoreGathered,
  saveGathered,
} from './rows-by-index.js';

/**
 * A method that copies real values: it exists to say what a score is worth, never to make data.
 * @param group - columns of the same group are copied from the same real row
 */
const resampling = (name: string, summary: string, group: (source: string) => string) => {
  const fitted = (gathered: GatheredRows): FittedMethod => ({
    save: () => saveGathered(gathered),
    describe: () => ({ rows: gathered.rows }),
    held: () => gatheredValues(gathered),
    sampler: (random) => {
      const sources = gathered.schema.columns.map(({ source }) => random.child(group(source)));
      return {
        sample: (rows, attempt) =>
          copyRows(gathered, rows.length, (column, k) =>
            Math.floor(sources[column]!.uniform(rows[k]!, 0, attempt) * gathered.rows),
          ),
      };
    },
  });
  return defineSynthesizer({
    name,
    summary,
    options: {},
    capabilities: { conditional: 'rejection', resumable: false, differentiallyPrivate: false, streamingFit: false },
    preparation: { rareBelow: 0, trimExtremes: false },
    module: { url: import.meta.url, export: name },
    fit: async (data) => fitted(await gatherEncoded(data)),
    restore: ({ content, tensors }) => fitted(restoreGathered(content, tensors)),
  });
};

/** Every column resampled on its own: the marginals are right, nothing else is. A score it reaches shows nothing. */
export const independentColumns = resampling(
  'independentColumns',
  'Baseline: each column resampled on its own, no dependence between columns.',
  (source) => source,
);

/** Whole real rows drawn with replacement: faithful to the last digit, and no privacy at all. */
export const bootstrapRows = resampling('bootstrapRows', 'Baseline: real rows drawn with replacement.', () => 'row');
