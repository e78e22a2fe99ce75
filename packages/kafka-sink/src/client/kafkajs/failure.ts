/** What is read of an error of kafkajs, whose classes differ in what they carry; its `type` is the broker's own name of it. */
export interface KafkajsFailure {
  readonly name: string;
  readonly message: string;
  readonly type?: string;
  readonly retriable?: boolean;
}

const asFailure = (error: unknown): KafkajsFailure & { readonly cause?: unknown; readonly errors?: unknown } =>
  typeof error === 'object' && error !== null && 'message' in error
    ? (error as KafkajsFailure)
    : { name: 'Error', message: String(error) };

/** The error underneath all wrappers: kafkajs packs what went wrong into the error about its last retry, or into a list. */
export const rootFailure = (error: unknown): KafkajsFailure => {
  let failure = asFailure(error);
  for (let depth = 0; depth < 10; depth++) {
    const inner = Array.isArray(failure.errors) ? failure.errors[0] : failure.cause;
    // A cause that is no error of kafkajs (a socket's) says less than what wraps it.
    if (inner === undefined || inner === null || !asFailure(inner).name.startsWith('KafkaJS')) return failure;
    failure = asFailure(inner);
  }
  return failure;
};
