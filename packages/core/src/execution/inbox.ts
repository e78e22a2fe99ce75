/** Messages in the order they came, taken one by one with `await`. */
export const createInbox = <T>() => {
  const waiting: T[] = [];
  let wake: (() => void) | null = null;
  return {
    put: (message: T): void => {
      waiting.push(message);
      wake?.();
    },
    take: async (): Promise<T> => {
      while (waiting.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      wake = null;
      return waiting.shift()!;
    },
  };
};
