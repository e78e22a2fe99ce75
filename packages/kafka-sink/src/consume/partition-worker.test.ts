import { describe, expect, it } from 'vitest';
import type { FetchedMessages } from '../client/kafka-client.js';
import { createPartitionWorker, type WorkerParts } from './partition-worker.js';
import { createPermits } from './permits.js';

const fetched = (first: number, count: number): FetchedMessages => ({
  partition: 0,
  high: 1000n,
  messages: Array.from({ length: count }, (_, k) => ({
    offset: BigInt(first + k),
    timestamp: 0,
    key: null,
    value: new Uint8Array(1),
    headers: {},
  })),
});

/** A worker of partition 0 with batches of 10 rows, and what it has done. */
const workerWith = (overrides: Partial<WorkerParts> = {}) => {
  const done: string[] = [];
  const errors: unknown[] = [];
  const worker = createPartitionWorker({
    partition: 0,
    log: { state: 'continues', from: 0n },
    high: 0n,
    limits: { batchRows: 10, maxBatchRows: 10, maxBatchBytes: 1000, maxWaitMs: 1e6 },
    fetchBytes: 1,
    permits: createPermits(1),
    hurryUpTo: null,
    land: async (messages) => {
      done.push(`land ${messages[0]!.offset}-${messages.at(-1)!.offset}`);
    },
    commit: async (next) => {
      done.push(`commit ${next}`);
    },
    verify: async () => {},
    flow: (open) => {
      done.push(open ? 'resume' : 'pause');
    },
    advanced: () => {},
    failed: (error) => errors.push(error),
    ...overrides,
  });
  return { worker, done, errors };
};

describe('createPartitionWorker', () => {
  it('lands batch after batch and commits each behind its rows', async () => {
    const { worker, done } = workerWith();
    worker.take(fetched(0, 10));
    await worker.idle();
    worker.take(fetched(10, 10));
    await worker.idle();
    expect(done).toEqual(['land 0-9', 'commit 10', 'land 10-19', 'commit 20']);
    expect([worker.committed, worker.expected]).toEqual([20n, 20n]);
  });

  it('neither lands nor commits what comes after a batch that has failed', async () => {
    const landed: bigint[] = [];
    const { worker, done, errors } = workerWith({
      land: async (messages) => {
        landed.push(messages[0]!.offset);
        if (landed.length === 1) throw new Error('broken');
      },
    });
    worker.take(fetched(0, 15));
    await worker.idle();
    worker.take(fetched(15, 10));
    await worker.idle();
    expect([landed, done, errors.map(String)]).toEqual([[0n], [], ['Error: broken']]);
    expect(worker.committed).toBe(0n);
  });

  it('does not commit a batch that was landed after the partition was taken away, nor tell of its failure', async () => {
    for (const outcome of ['landed', 'failed']) {
      let finish!: () => void;
      const { worker, done, errors } = workerWith({
        land: () =>
          new Promise((resolve, reject) => {
            finish = outcome === 'landed' ? resolve : () => reject(new Error('late'));
          }),
      });
      worker.take(fetched(0, 10));
      await new Promise((resolve) => setImmediate(resolve));
      worker.revoke();
      finish();
      await worker.idle();
      expect([done, errors]).toEqual([[], []]);
    }
  });

  it('finishes and commits the batch in hand when it is drained, and drops the rest', async () => {
    let finish!: () => void;
    const { worker, done } = workerWith({
      land: () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    });
    worker.take(fetched(0, 15));
    await new Promise((resolve) => setImmediate(resolve));
    worker.drain();
    worker.take(fetched(15, 10));
    finish();
    await worker.idle();
    expect(done).toEqual(['commit 10']);
    expect(worker.progress()).toMatchObject({ committed: 10n, held: 0 });
  });

  it('waits for more rows, but not once it has everything up to its goal', async () => {
    const { worker, done } = workerWith({ hurryUpTo: 8n });
    worker.take(fetched(0, 5));
    await worker.idle();
    expect(done).toEqual([]);
    worker.take(fetched(5, 3));
    await worker.idle();
    expect(done).toEqual(['land 0-7', 'commit 8']);
  });

  it('closes the tap with two batches in the buffer, and opens it below one', async () => {
    const gates: (() => void)[] = [];
    const { worker, done } = workerWith({ land: () => new Promise((resolve) => gates.push(resolve)) });
    worker.take(fetched(0, 10));
    await new Promise((resolve) => setImmediate(resolve));
    worker.take(fetched(10, 25));
    expect(done).toEqual(['pause']);
    for (let batch = 0; batch < 3; batch++) {
      gates[batch]!();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(done.filter((step) => !step.startsWith('commit'))).toEqual(['pause', 'resume']);
  });
});
