import type { ConsumerHandlers, FetchedMessages } from '../kafka-client.js';
import { KafkaError } from '../kafka-error.js';
import type { Asked } from './position.js';

export interface HandOverParts {
  /** Partitions whose messages are in hand at the same time, at most. */
  readonly concurrency: number;
  /** A handler has failed. */
  failed(error: unknown): void;
  /** A handler says that the group is rebalancing. */
  rebalancing(): void;
  /** A handler has messages in hand no longer. */
  done(): void;
}

/** What was fetched of a partition, with the offset to read on from. */
export interface Given extends Pick<FetchedMessages, 'messages' | 'high'> {
  readonly next: bigint;
}

/** Gives messages to a handler, and moves the position on once it has taken them. */
export interface HandOver {
  /** Settles when they are taken, or do not count any longer; never rejects. */
  give(asked: Asked, given: Given, handlers: ConsumerHandlers, over: AbortSignal): Promise<void>;
  /** Whether a handler has messages in hand. */
  readonly holds: boolean;
  /** Settles when no handler has. */
  idle(): Promise<void>;
}

export const createHandOver = ({ concurrency, failed, rebalancing, done }: HandOverParts): HandOver => {
  const waiting: (() => Promise<void>)[] = [];
  const inHand = new Set<Promise<void>>();

  const pump = (): void => {
    while (inHand.size < concurrency && waiting.length > 0) {
      const handing = waiting.shift()!();
      inHand.add(handing);
      void handing.then(() => {
        inHand.delete(handing);
        pump();
        done();
      });
    }
  };

  return {
    give: ({ partition, position, seeks }, { messages, next, high }, handlers, over) => {
      position.busy = true;
      return new Promise((resolve) => {
        waiting.push(async () => {
          try {
            if (over.aborted || position.seeks !== seeks || position.paused) return; // read again
            await handlers.messages({ partition, messages, high });
            if (position.seeks === seeks) position.next = next;
          } catch (error) {
            if (error instanceof KafkaError && error.kind === 'rebalance') rebalancing();
            else failed(error);
          } finally {
            position.busy = false;
            resolve();
          }
        });
        pump();
      });
    },
    get holds() {
      return inHand.size > 0;
    },
    idle: async () => {
      while (inHand.size > 0) await Promise.all(inHand);
    },
  };
};
