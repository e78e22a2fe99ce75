import type { PreparationSettings } from '../transformers/transformer.js';
import type { JsonSchema } from './json-schema.js';

/** Schema of the options that core adds to every method's own. */
export const preparationOptions = (
  defaults: Partial<PreparationSettings> = {},
): Readonly<Record<string, JsonSchema>> => ({
  seed: {
    type: 'integer',
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    description:
      'Seed of the fit and, unless sample() is given another, of the rows. A random one is taken when absent.',
  },
  rareBelow: {
    type: 'integer',
    minimum: 0,
    default: defaults.rareBelow ?? 5,
    description: 'Categories of text columns seen fewer times than this are not kept; 0 keeps all.',
  },
  trimExtremes: {
    type: 'boolean',
    default: defaults.trimExtremes ?? true,
    description:
      'Whether bounds are the 5th value from each end in columns of more than 100 distinct values, instead of the extremes.',
  },
  locale: {
    type: 'string',
    default: defaults.locale ?? 'en_US',
    description: 'Locale of generated personal data, as Faker names it.',
  },
});
