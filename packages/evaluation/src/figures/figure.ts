/** Where a figure lies with this confidence. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  /** 0 to 1, such as .95. */
  readonly confidence: number;
  /** How it was found, in words, for readers. */
  readonly method: string;
}

/** A figure that could be computed. */
export interface ComputedFigure {
  readonly value: number;
  readonly interval: Interval;
}

/** A figure that could not be, and why: it takes the place of a NaN. */
export interface NotComputable {
  readonly value: null;
  /** Follows "Not computable, because": lower case, without a full stop. */
  readonly because: string;
}

/** A {@link Figure} whose value goes by a name of its own, such as `auc`, beside other keys. */
export type NamedFigure<Name extends string> =
  | ({ readonly [Key in Name]: number } & { readonly interval: Interval })
  | ({ readonly [Key in Name]: null } & { readonly because: string });

/** A number with its interval, or the reason why there is none. */
export type Figure = ComputedFigure | NotComputable;

export const notComputable = (because: string): NotComputable => ({ value: null, because });

/** A figure that goes by a name of its own, as one that goes by none. */
export const figureOf = <Name extends string>(named: NamedFigure<Name>, name: Name): Figure =>
  'because' in named ? notComputable(named.because) : { value: named[name] as number, interval: named.interval };
