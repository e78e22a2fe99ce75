import { AbortedError } from '@cvd/core';
import { KafkaError } from '../client/kafka-error.js';

/**
 * The result of work that comes in time; of work that comes too late `discard` is told.
 * @throws {KafkaError} 'unreachable', {AbortedError}
 */
export const within = async <T>(
  work: Promise<T>,
  milliseconds: number,
  place: string,
  signal: AbortSignal | undefined,
  discard: (late: T) => void,
): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  let onAbort = (): void => {};
  const given = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new KafkaError(
            'unreachable',
            place,
            `no answer within ${milliseconds.toLocaleString('en')} ms`,
            'Check the address and whether the broker runs.',
          ),
        ),
      milliseconds,
    );
    onAbort = () => reject(new AbortedError('kafka sink: open'));
    if (signal?.aborted) onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
  });
  let late = false;
  work.then(
    (result) => {
      if (late) discard(result);
    },
    () => {},
  );
  try {
    return await Promise.race([work, given]);
  } catch (error) {
    late = true;
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
};
