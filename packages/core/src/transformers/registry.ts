import { InvalidModelFileError } from '../errors/invalid-model-file-error.js';
import type { ColumnMetadata } from '../metadata/metadata.js';
import { isPersonalKind } from '../metadata/sdtypes.js';
import { boolean } from './categorical/boolean.js';
import { categorical } from './categorical/categorical.js';
import { constant } from './categorical/constant.js';
import { datetime } from './datetime/datetime.js';
import { id } from './generated/id.js';
import { pattern } from './generated/pattern-text.js';
import { personalData } from './generated/personal-data.js';
import { numerical } from './numerical/numerical.js';
import type { Transformer } from './transformer.js';

/** Every transformer by name. */
export const transformers: ReadonlyMap<string, Transformer> = new Map(
  [numerical, categorical, boolean, constant, datetime, id, pattern, personalData].map((transformer) => [
    transformer.name,
    transformer,
  ]),
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
  if (isPersonalKind(sdtype)) return personalData;
  switch (sdtype) {
    case 'boolean':
      return boolean;
    case 'datetime':
      return datetime;
    case 'numerical':
      return unique ? id : numerical;
    case 'categorical':
      return unique ? id : categorical;
    case 'id':
      return id;
    default:
      return unique ? id : pattern;
  }
};
