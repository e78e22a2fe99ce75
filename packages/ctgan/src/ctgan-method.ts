import type { Method } from '@cvd/core';
import { checkOptions } from './check-options.js';
import { fitCtgan } from './fit-ctgan.js';
import { fittedCtgan } from './fitted-ctgan.js';
import { type CtganOptions, ctganOptions } from './options.js';
import { restoreModel } from './saved-model.js';

/** The conditional generative adversarial network for tables of Xu et al. (2019). See docs/models/ctgan.md. */
export const ctganMethod: Method<CtganOptions> = {
  name: 'ctgan',
  summary:
    'CTGAN: generative adversarial network; learns relations of many columns at once, steers towards conditions.',
  options: ctganOptions,
  checkOptions,
  capabilities: { conditional: 'guided', resumable: true, differentiallyPrivate: false, streamingFit: false },
  module: { url: import.meta.url, export: 'ctgan' },
  fit: async (data, context) => fittedCtgan(await fitCtgan(data, context)),
  restore: (saved) => fittedCtgan(restoreModel(saved)),
};
