import type { EncodedSchema } from '../encoding/encoded-table.js';
import type { RandomSource } from '../random/random-source.js';
import { fitMixture, type MixtureOptions } from '../transformers/mixture/fit-mixture.js';
import type { Mixture } from '../transformers/mixture/mixture.js';
import type { GatheredColumn } from './gather-encoded.js';
import { layOutSpans, plainColumns } from './lay-out-spans.js';
import type { SpanLayout } from './span-layout.js';

export interface FitSpanLayoutOptions extends Omit<MixtureOptions, 'random' | 'checkpoint'> {
  /** A child of each column's name draws the rows that its mixture looks at, where there are very many. */
  readonly random: RandomSource;
  /** Awaited every few milliseconds; what it throws ends the fit. @param fraction - share done; `column`: name of the column in hand */
  readonly checkpoint?: (fraction: number, column: string) => Promise<void>;
}

/**
 * Fits a mixture to each continuous column and lays out the spans.
 * @param columns - whole columns in the schema's order, as `gatherEncoded` gives them; those of discrete columns are not read
 */
export const fitSpanLayout = async (
  schema: EncodedSchema,
  columns: readonly GatheredColumn[],
  { random, checkpoint = async () => {}, ...options }: FitSpanLayoutOptions,
): Promise<SpanLayout> => {
  const continuous = schema.columns.filter(({ kind }) => kind === 'continuous').length;
  const mixtures: (Mixture | null)[] = [];
  let done = 0;
  for (const [c, { kind, name }] of schema.columns.entries()) {
    if (kind === 'discrete') {
      mixtures.push(null);
      continue;
    }
    const { mixture } = await fitMixture(columns[c] as Float64Array, {
      ...options,
      random: random.child(name),
      checkpoint: (fraction) => checkpoint((done + fraction) / continuous, name),
    });
    mixtures.push(mixture);
    done++;
  }
  return layOutSpans(plainColumns(schema, mixtures));
};
