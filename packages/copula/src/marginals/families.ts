import type { Marginal } from './marginal.js';
import { type ZMap, zMapOfSegments } from './z-map.js';

/** The quantile function of a marginal over the latent variable. */
export const zMapOf = (marginal: Marginal): ZMap => zMapOfSegments(marginal.segments!);
