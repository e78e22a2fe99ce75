import type { Tensor } from './model-file.js';

type Tensors = Readonly<Record<string, Tensor>>;

/** The tensors under longer names, so that those of several owners can stand in one file. */
export const withPrefix = (prefix: string, tensors: Tensors): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [`${prefix}${name}`, tensor]));

/** Those whose names begin so, without it. */
export const ofPrefix = (prefix: string, tensors: Tensors): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(tensors)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, tensor]) => [name.slice(prefix.length), tensor]),
  );
