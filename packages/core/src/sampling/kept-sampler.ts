import type { MethodSampler } from '../synthesizer/method.js';

/**
 * The sampler that was last done with, for the next sample from the same seed under the same conditions: making one can cost
 * as much as thousands of rows. No two samples have it at a time.
 */
export interface KeptSampler {
  /** The kept sampler where it is that of `key`, else a new one. */
  take(key: string, make: () => MethodSampler): MethodSampler;
  keep(key: string, sampler: MethodSampler): void;
}

export const createKeptSampler = (): KeptSampler => {
  let kept: { readonly key: string; readonly sampler: MethodSampler } | null = null;
  return {
    take: (key, make) => {
      if (kept?.key !== key) return make();
      const { sampler } = kept;
      kept = null;
      return sampler;
    },
    keep: (key, sampler) => {
      kept = { key, sampler };
    },
  };
};
