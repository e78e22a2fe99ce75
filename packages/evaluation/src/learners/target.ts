/** What a classifier learns to tell. */
export interface ClassTarget {
  readonly kind: 'classes';
  /** One a row, 0 … size − 1. */
  readonly codes: Int32Array;
  readonly size: number;
}

/** What a regression learns to tell. */
export interface NumberTarget {
  readonly kind: 'numbers';
  /** One a row, all finite. */
  readonly values: Float64Array;
}

export type Target = ClassTarget | NumberTarget;

/** How often each class occurs. */
export const classCounts = ({ codes, size }: ClassTarget): Float64Array => {
  const counts = new Float64Array(size);
  for (const code of codes) counts[code]!++;
  return counts;
};

/** The target at these rows, in their order. */
export const gatherTarget = <T extends Target>(target: T, rows: ArrayLike<number>): T =>
  (target.kind === 'classes'
    ? { ...target, codes: Int32Array.from(rows, (row) => target.codes[row]!) }
    : { ...target, values: Float64Array.from(rows, (row) => target.values[row]!) }) as T;
