import type { Backend } from '../../backend/backend.js';

/** What a check of the kit gets. */
export interface BackendCheckContext {
  /** A new backend; the kit disposes it. */
  readonly backend: Backend;
  readonly reference: Backend;
  /** Allowed distance from the reference, relative to the largest magnitude in a buffer (at least 1). */
  readonly tolerance: number;
}

export interface BackendCheck {
  /** Stable, such as 'operation: matmul'. */
  readonly id: string;
  run(context: BackendCheckContext): Promise<void>;
}

/** @throws {Error} with the message where the condition does not hold */
export const assert: (condition: boolean, message: string) => asserts condition = (condition, message) => {
  if (!condition) throw new Error(message);
};

/** The error that an action ends with. @throws {Error} where it ends with none */
export const errorOf = async (what: string, action: () => unknown): Promise<unknown> => {
  try {
    await action();
  } catch (error) {
    return error;
  }
  throw new Error(`${what} was not refused.`);
};
