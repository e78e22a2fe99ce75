import { copula } from '@cvd/copula';
import { createRegistry } from '@cvd/core';

/** The methods the command line offers. */
export const methods = createRegistry(copula);
