import { InvalidModelFileError } from '../errors/invalid-model-file-error.js';
import type { ColumnMetadata } from '../metadata/metadata.js';
import { boolean } from './categorical/boolean.js';
import { categorical } from './categorical/categorical.js';
import { constant } from './categorical/constant.js';
import { numerical } from './numerical/numerical.js';
import type { Transformer } from './transformer.js';

/** Every transformer by name. */
export const transformers: ReadonlyMap<string, Transformer> = new Map(
  [numerical, categorical, boolean, constant].map((transformer) => [transformer.name, transformer]),
);

/** @throws {InvalidModelFileError} for a name that this version does not have */
export const transformerNamed = (name: string): Transformer => {
  const found = transformers.get(name);
  if (!found) throw new InvalidModelFileError(`it needs the transformer "${name}", which this version does not have`);
  return found;
};

/**
 * The transformer for a column. What the data decide (constant, too many categories) is decided when its fit finishes.
 * @param unique - whether values must be unique (primary or alternate key)
 */
export const chooseTransformer = ({ sdtype }: ColumnMetadata, unique = false): Transformer => {
  switch (sdtype) {
    case 'numerical':
      return unique ? categorical : numerical;
    case 'boolean':
      return boolean;
    default:
      return categorical;
  }
};
