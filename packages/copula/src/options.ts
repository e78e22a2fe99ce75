import type { JsonSchema } from '@cvd/core';
import { type MarginalKind, marginalKinds } from './marginals/marginal.js';

/** A marginal by name, or 'auto': the simplest that is not worse than the empirical one. */
export type MarginalChoice = MarginalKind | 'auto';

/** The copula's options with their defaults filled in. */
export interface CopulaOptions {
  readonly marginalSample: number;
  readonly defaultMarginal: MarginalChoice;
  readonly marginals: Readonly<Record<string, MarginalChoice>>;
}

const choice = (description: string, extra: Partial<JsonSchema> = {}): JsonSchema => ({
  type: 'string',
  enum: ['auto', ...marginalKinds.filter((kind) => kind !== 'constant')],
  description,
  ...extra,
});

export const copulaOptions: JsonSchema = {
  type: 'object',
  properties: {
    defaultMarginal: choice(
      'Distribution of numeric columns. auto takes the family with the smallest Kolmogorov-Smirnov distance on rows kept aside, where it is not worse than empirical.',
      { default: 'auto' },
    ),
    marginals: {
      type: 'object',
      additionalProperties: choice('Distribution of one column.'),
      default: {},
      description: 'Distribution by column name, before defaultMarginal.',
    },
    marginalSample: {
      type: 'integer',
      minimum: 1000,
      maximum: 1_000_000,
      default: 100_000,
      description: 'Columns with more distinct values than this are learned from a seeded sample of as many rows.',
    },
  },
  additionalProperties: false,
};
