import { families } from './families.js';
import type { Marginal } from './marginal.js';
import { type ZMap, zMapOfQuantile, zMapOfSegments } from './z-map.js';

/** The quantile function of a marginal over its latent variable. */
export const marginalMap = ({ kind, parameters, segments }: Marginal): ZMap => {
  if (segments) return zMapOfSegments(segments);
  const family = families.get(kind);
  if (family) return zMapOfQuantile(family.distribution(parameters).quantile);
  const value = Float64Array.of(parameters.value!);
  return zMapOfSegments({ low: value, high: value, mass: Float64Array.of(1) });
};
