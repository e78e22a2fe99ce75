import { DomainError } from '../errors/domain-error.js';

/** How a tree may grow. */
export interface TreeOptions {
  /** Leaves at most, the split of the highest gain first; Infinity for no limit. @default 31 */
  readonly maxLeaves?: number | undefined;
  /** Splits at most between root and leaf. @default Infinity */
  readonly maxDepth?: number | undefined;
  /** Rows that each side of a split has to keep. @default 20 */
  readonly minRows?: number | undefined;
  /** Sum of hessians that each side of a split has to keep. @default 1e-3 */
  readonly minHessian?: number | undefined;
  /** A split has to gain more than this. @default 0 */
  readonly minGain?: number | undefined;
  /** L2 penalty on leaf values. @default 0 */
  readonly l2?: number | undefined;
  /** Added to a category's hessian when categories are put in order, so that rare ones come near 0. @default 10 */
  readonly categorySmoothing?: number | undefined;
  /** Categories that weigh less in a node than this many rows of average hessian go right together. @default 10 */
  readonly minCategoryRows?: number | undefined;
}

export type ResolvedTreeOptions = { readonly [Name in keyof TreeOptions]-?: number };

/** scikit-learn's defaults, those for categories included. */
export const defaultTreeOptions: ResolvedTreeOptions = {
  maxLeaves: 31,
  maxDepth: Infinity,
  minRows: 20,
  minHessian: 1e-3,
  minGain: 0,
  l2: 0,
  categorySmoothing: 10,
  minCategoryRows: 10,
};

/** The options with their defaults. @throws {DomainError} when one is negative, no number, or leaves no row or leaf */
export const resolveTreeOptions = (options: TreeOptions): ResolvedTreeOptions => {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const resolved: ResolvedTreeOptions = { ...defaultTreeOptions, ...Object.fromEntries(given) };
  for (const [name, value] of Object.entries(resolved)) {
    const least = name === 'maxLeaves' || name === 'minRows' ? 1 : 0;
    if (!(value >= least)) throw new DomainError('growTree', `${name} must be a number ≥ ${least}, but is ${value}`);
  }
  return resolved;
};
