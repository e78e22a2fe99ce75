import { setTimeout as sleep } from 'node:timers/promises';
import type { Sink } from '@cvd/core';

/** A sink with something done before each write, counted from 1, or after it has settled: a wait, a gate, a fault. */
export const sinkWith = (
  sink: Sink,
  { before, after }: { before?: (write: number) => unknown; after?: (write: number) => unknown },
): Sink => {
  let writes = 0;
  return {
    ...sink,
    async write(batch, options) {
      const write = ++writes;
      await before?.(write);
      const receipt = await sink.write(batch, options);
      await after?.(write);
      return receipt;
    },
  };
};

export const slowSink = (sink: Sink, milliseconds: number): Sink =>
  sinkWith(sink, { before: () => sleep(milliseconds) });
