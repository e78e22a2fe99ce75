import type { Method } from '@cvd/core';
import { fitCopula } from './fit-copula.js';
import { fittedCopula } from './fitted-copula.js';
import { type CopulaOptions, copulaOptions } from './options.js';
import { restoreModel } from './saved-model.js';

/**
 * The Gaussian copula: every column is a function of a latent normal variable of its own, and the latent variables are
 * jointly normal. See docs/models/copula.md.
 */
export const copulaMethod: Method<CopulaOptions> = {
  name: 'copula',
  summary: 'Gaussian copula: learns in seconds, samples any condition exactly, readable parameters.',
  options: copulaOptions,
  capabilities: { conditional: 'exact', resumable: false, differentiallyPrivate: false, streamingFit: true },
  module: { url: import.meta.url, export: 'copula' },
  fit: async (data, context) => fittedCopula(await fitCopula(data, context)),
  restore: (saved) => fittedCopula(restoreModel(saved)),
};
