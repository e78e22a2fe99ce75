import { defineSynthesizer } from '@cvd/core';
import { copulaMethod } from './copula-method.js';

/**
 * Factory of the Gaussian copula for a registry.
 * @example const methods = createRegistry(copula);
 */
export const copula = defineSynthesizer(copulaMethod);
