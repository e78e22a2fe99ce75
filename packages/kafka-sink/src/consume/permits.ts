/** A number of places; who finds none waits in order. */
export interface Permits {
  /** @returns a function that gives the place back */
  acquire(): Promise<() => void>;
}

export const createPermits = (count: number): Permits => {
  let free = count;
  const waiting: (() => void)[] = [];
  const release = (): void => {
    const next = waiting.shift();
    if (next === undefined) free++;
    else next();
  };
  return {
    async acquire() {
      if (free > 0) free--;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      let given = false;
      return () => {
        if (given) return;
        given = true;
        release();
      };
    },
  };
};
