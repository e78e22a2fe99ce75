import type { MethodFitContext } from '@cvd/core';
import { type Backend, createReferenceBackend } from '@cvd/engine';
import type { TvaeOptions } from '../options.js';

/** What the steps are computed on, as the options ask. */
export const trainingBackend = async (
  _options: TvaeOptions,
  { warn, numericBuild }: Pick<MethodFitContext<TvaeOptions>, 'threads' | 'warn' | 'numericBuild'>,
): Promise<Backend> => {
  const backend = createReferenceBackend();
  for (const message of backend.description.warnings) warn({ code: 'engine', message });
  numericBuild(backend.description.build);
  return backend;
};
