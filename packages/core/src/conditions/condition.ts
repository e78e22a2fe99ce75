import type { CellValue } from '../table/column.js';

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/**
 * One demand on the rows to be sampled; plain data, so that it travels as JSON. Several conditions mean *and*.
 * `=` and `!=` take null for missing values; a missing value satisfies no other condition. The order operators are for
 * numerical and datetime columns and for categories with an order.
 */
export type Condition =
  | { readonly column: string; readonly op: ComparisonOperator; readonly value: CellValue }
  | { readonly column: string; readonly op: 'in'; readonly values: readonly CellValue[] };
