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

export const resolveTreeOptions = (options: TreeOptions): ResolvedTreeOptions => ({
  ...defaultTreeOptions,
  ...(Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as Partial<ResolvedTreeOptions>),
});
