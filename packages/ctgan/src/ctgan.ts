import { defineSynthesizer } from '@cvd/core';
import { ctganMethod } from './ctgan-method.js';

/**
 * Factory of CTGAN for a registry.
 * @example const methods = createRegistry(ctgan);
 */
export const ctgan = defineSynthesizer(ctganMethod);
