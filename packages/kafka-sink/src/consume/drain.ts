/** The end of a run that is not an error: it begins once, and what is in hand then has so long to be finished. */
export interface Drain {
  /** Given when no further batch is to be begun. */
  readonly begun: AbortSignal;
  /** Given when what is in hand is to be left as it is. */
  readonly overdue: AbortSignal;
  readonly reason: 'signal' | 'caught-up';
  /** Whether everything in hand was finished. */
  readonly complete: boolean;
  begin(reason: 'signal' | 'caught-up'): void;
  /** Something in hand was left. */
  leave(): void;
  /** Stops the clock. */
  end(): void;
}

/**
 * @param timeoutMs - from the beginning to overdue
 * @param signal - begins it
 */
export const createDrain = (timeoutMs: number, signal: AbortSignal | undefined, onBegin: () => void): Drain => {
  const begun = new AbortController();
  const overdue = new AbortController();
  let reason: Drain['reason'] = 'signal';
  let complete = true;
  let timer: NodeJS.Timeout | undefined;
  const begin = (why: Drain['reason']): void => {
    if (begun.signal.aborted) return;
    reason = why;
    timer = setTimeout(() => overdue.abort(), timeoutMs);
    begun.abort();
    onBegin();
  };
  const onSignal = (): void => begin('signal');
  if (signal?.aborted) onSignal();
  else signal?.addEventListener('abort', onSignal, { once: true });
  return {
    begun: begun.signal,
    overdue: overdue.signal,
    get reason() {
      return reason;
    },
    get complete() {
      return complete;
    },
    begin,
    leave() {
      complete = false;
    },
    end() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onSignal);
    },
  };
};
