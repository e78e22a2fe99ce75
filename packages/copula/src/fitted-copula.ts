import type { FittedMethod } from '@cvd/core';
import { conditionalSampler } from './conditions/conditional-sampler.js';
import { describeModel } from './describe-model.js';
import { heldValues } from './held-values.js';
import type { CopulaModel } from './model.js';
import { compileModel } from './sampling/compiled-model.js';
import { unconditionalSampler } from './sampling/unconditional-sampler.js';
import { saveModel } from './saved-model.js';

/** A model as core's synthesizer uses it. */
export const fittedCopula = (model: CopulaModel): FittedMethod => {
  const compiled = compileModel(model);
  return {
    save: () => saveModel(model),
    describe: () => describeModel(model),
    held: () => heldValues(model),
    sampler: (random, constraints) =>
      constraints.length > 0
        ? conditionalSampler(compiled, random, constraints)
        : unconditionalSampler(compiled, random),
  };
};
