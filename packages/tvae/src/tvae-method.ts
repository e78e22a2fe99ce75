import type { Method } from '@cvd/core';
import { fitTvae } from './fit-tvae.js';
import { fittedTvae } from './fitted-tvae.js';
import { type TvaeOptions, tvaeOptions } from './options.js';
import { restoreModel } from './saved-model.js';

/** The variational autoencoder for tables of Xu et al. (2019). See docs/models/tvae.md. */
export const tvaeMethod: Method<TvaeOptions> = {
  name: 'tvae',
  summary: 'TVAE: variational autoencoder; learns relations of many columns at once, conditions by rejection.',
  options: tvaeOptions,
  capabilities: { conditional: 'rejection', resumable: true, differentiallyPrivate: false, streamingFit: false },
  module: { url: import.meta.url, export: 'tvae' },
  fit: async (data, context) => fittedTvae(await fitTvae(data, context)),
  restore: (saved) => fittedTvae(restoreModel(saved)),
};
