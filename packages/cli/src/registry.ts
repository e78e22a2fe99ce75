import { copula } from '@cvd/copula';
import { createRegistry, type Registry } from '@cvd/core';
import { ctgan } from '@cvd/ctgan';
import { tvae } from '@cvd/tvae';
import { UnknownMethodError } from './errors/unknown-method-error.js';

const registry = createRegistry(copula, ctgan, tvae);

/** The methods the command line offers. */
export const methods: Registry = {
  ...registry,
  get(name) {
    if (!registry.names.includes(name)) throw new UnknownMethodError(name, registry.names);
    return registry.get(name);
  },
};
