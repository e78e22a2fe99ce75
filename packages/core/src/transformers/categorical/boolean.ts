import type { Transformer } from '../transformer.js';
import { categorical } from './categorical.js';

/** Truth values as codes: false 0, true 1, missing last; a value never seen has no code. */
export const boolean: Transformer = { ...categorical, name: 'boolean' };
