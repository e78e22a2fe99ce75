/** Does the work again and again, each time so long after it was done before. @returns what ends it */
export const repeat = (everyMs: number, work: () => Promise<void>): (() => void) => {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const next = (): void => {
    if (!stopped) timer = setTimeout(() => work().finally(next), everyMs);
  };
  next();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
};
