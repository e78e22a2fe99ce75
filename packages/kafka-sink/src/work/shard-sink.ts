import { type Sink, sinkLifecycle } from '@cvd/core';
import { doShard } from './do-shard.js';
import type { ModelShelf } from './model-shelf.js';
import { readShardRequest } from './shard-request.js';
import type { ShardEvent } from './worker-options.js';

export interface ShardSinkOptions {
  readonly destination: Sink;
  readonly shelf: ModelShelf;
  readonly maxShardRows: number;
  readonly batchRows: number;
  readonly threads?: number;
  readonly onRows: (rows: number) => void;
  readonly onShard: (event: ShardEvent) => void;
}

/**
 * A sink whose rows are shard requests: to land one is to make its rows and have them acknowledged. What holds for any sink
 * under the consumer then holds for shards: the offset is committed afterwards, heartbeats go on meanwhile, trouble is waited
 * out, and a request that cannot be landed goes to the dead letters.
 */
export const createShardSink = ({ destination, shelf, maxShardRows, onShard, ...shard }: ShardSinkOptions): Sink => {
  const lifecycle = sinkLifecycle('shards');
  return {
    contract: 1,
    name: 'shards',
    // A shard that is done again gives the same rows under the same identities.
    capabilities: { idempotent: true, durable: 'write' },
    open: ({ signal } = {}) => lifecycle.open(() => destination.open(signal === undefined ? {} : { signal }), signal),
    write: ({ table }, { signal } = {}) =>
      lifecycle.run(
        'write',
        async () => {
          for (const value of table.toRows()) {
            const started = performance.now();
            const request = readShardRequest(value, maxShardRows);
            const model = await shelf.take(request, signal);
            await doShard(request, model, destination, { ...shard, ...(signal === undefined ? {} : { signal }) });
            onShard({ type: 'shard', request, milliseconds: performance.now() - started });
          }
          return { written: table.rows, refused: 0 };
        },
        signal,
      ),
    flush: () => lifecycle.run('flush', () => destination.flush()),
    close: (options) =>
      lifecycle.close(async () => {
        await destination.close(options).finally(() => shelf.clear());
      }),
  };
};
