/**
 * Why a message is no row.
 * - 'no-value': a tombstone. - 'not-utf8', 'not-json', 'not-an-object': what its value is not. - 'bad-identity': it has a run id, and
 * headers that do not go with it. - 'no-columns': an object without any of the columns. - 'unknown-column': one that the rows
 * do not have. - 'bad-value': one that its column cannot hold.
 */
export type MessageProblemCode =
  | 'no-value'
  | 'not-utf8'
  | 'not-json'
  | 'not-an-object'
  | 'bad-identity'
  | 'no-columns'
  | 'unknown-column'
  | 'bad-value';

/** Why a message is no row; never repeats a value. */
export interface MessageProblem {
  readonly code: MessageProblemCode;
  /** One sentence. */
  readonly message: string;
}
