import { defineSynthesizer } from '@cvd/core';
import { tvaeMethod } from './tvae-method.js';

/**
 * Factory of TVAE for a registry.
 * @example const methods = createRegistry(tvae);
 */
export const tvae = defineSynthesizer(tvaeMethod);
