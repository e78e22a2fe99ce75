import { backoffMs, pause, type RetryOptions } from '../waiting/backoff.js';

/** Work was given up because nobody waits for it any more: its partition is someone else's, or the time for draining is over. */
export class Abandoned extends Error {
  override readonly name = 'Abandoned';
}

export interface RetryPlan {
  readonly retry: RetryOptions;
  mayPass(error: unknown): boolean;
  /** Told before each pause. `attempt` is the one to come, from 2. */
  onRetry(attempt: number, delayMs: number, error: Error): void;
  /** Ends the tries after the one under way. */
  readonly abandon: AbortSignal;
  /** Cuts the pause short in which it is given. */
  readonly hurry?: AbortSignal;
}

/**
 * Does the work until it is done, for as long as what it throws may pass.
 * @throws {Abandoned} and what will not pass
 */
export const retrying = async <T>(work: () => Promise<T>, plan: RetryPlan): Promise<T> => {
  for (let attempt = 2; ; attempt++) {
    if (plan.abandon.aborted) throw new Abandoned();
    try {
      return await work();
    } catch (error) {
      if (!plan.mayPass(error)) throw error;
      if (plan.abandon.aborted) throw new Abandoned();
      const delayMs = backoffMs(attempt, plan.retry);
      plan.onRetry(attempt, delayMs, error as Error);
      const hurry = plan.hurry === undefined || plan.hurry.aborted ? [] : [plan.hurry];
      await pause(delayMs, plan.abandon, ...hurry);
    }
  }
};
