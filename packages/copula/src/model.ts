import type { Marginal } from './marginals/marginal.js';

/** A numeric column's part of a fitted copula. */
interface ContinuousModel {
  readonly kind: 'continuous';
  readonly name: string;
  /** Index of the column that says where the value is missing, or −1. */
  readonly missing: number;
  readonly marginal: Marginal;
}

/** A discrete column's part of a fitted copula. */
export interface DiscreteModel {
  readonly kind: 'discrete';
  readonly name: string;
  /** Codes in the order in which the latent variable passes them. */
  readonly order: Int32Array;
  /** Share of the rows, by code. */
  readonly probabilities: Float64Array;
}

export type ColumnModel = ContinuousModel | DiscreteModel;

/** A fitted Gaussian copula. */
export interface CopulaModel {
  readonly columns: readonly ColumnModel[];
  /** Latent variable of each column: columns that determine each other share one. */
  readonly factor: Int32Array;
  /** 1 or −1: whether the column rises or falls with its latent variable. */
  readonly sign: Int32Array;
  /** Number of latent variables. */
  readonly factors: number;
  /** (factors × factors), positive definite. */
  readonly correlation: Float64Array;
}
