import type { Transformer } from '../transformer.js';
import { categorical } from './categorical.js';

/** A column of one value, or of missing values only: nothing is modelled, the value is repeated. */
export const constant: Transformer = { ...categorical, name: 'constant' };
