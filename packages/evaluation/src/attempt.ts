import { MetricInputError } from '@cvd/core';

/** What a metric gave, or the reason why it could not. */
type Attempt<Value> =
  | { readonly value: Value; readonly error?: never }
  | { readonly value?: never; readonly error: string };

/** Runs a metric and turns a {@link MetricInputError} into text; any other error is thrown on. */
export const attempt = <Value>(compute: () => Value): Attempt<Value> => {
  try {
    return { value: compute() };
  } catch (error) {
    if (error instanceof MetricInputError) return { error: error.message };
    throw error;
  }
};
