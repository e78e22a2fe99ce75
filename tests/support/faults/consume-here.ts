import { setTimeout as sleep } from 'node:timers/promises';
import { type ConsumeEvent, type ConsumeOptions, type ConsumeReport, createConsumer } from '@cvd/kafka-sink';

/** Short sessions, so that a dead member is missed soon; brokers of others allow 6 s at least. */
export const SESSION_MS = process.env.KAFKA_BOOTSTRAP_SERVERS ? 6000 : 3000;

type EventOf<T extends ConsumeEvent['type']> = Extract<ConsumeEvent, { readonly type: T }>;

export type Setup = Pick<ConsumeOptions, 'brokers' | 'topic' | 'groupId' | 'sink'> & Partial<ConsumeOptions>;

const createHere = ({ brokers, topic, groupId, sink, ...options }: Setup, onEvent: (event: ConsumeEvent) => void) =>
  createConsumer({
    brokers,
    topic,
    groupId,
    sink,
    batchRows: 100,
    maxBatchRows: 100,
    maxWaitMs: 50,
    sessionTimeoutMs: SESSION_MS,
    retry: { minDelayMs: 20, maxDelayMs: 300 },
    ...options,
    onEvent: (event) => {
      onEvent(event);
      options.onEvent?.(event);
    },
  });

/** Drains what is in the topic into the sink. */
export const catchUpHere = (setup: Setup): Promise<ConsumeReport> =>
  createHere(setup, () => {}).run({ untilCaughtUp: true });

/** A consumer in this process that goes on until it is stopped. */
export const consumeHere = (setup: Setup) => {
  const events: ConsumeEvent[] = [];
  const stopping = new AbortController();
  const consumer = createHere(setup, (event) => events.push(event));
  let failure: unknown = null;
  const running = consumer.run({ signal: stopping.signal });
  running.catch((error) => {
    failure = error ?? 'failed';
  });
  return {
    events,
    stats: () => consumer.stats(),
    told: <T extends ConsumeEvent['type']>(type: T): EventOf<T>[] =>
      events.filter((event): event is EventOf<T> => event.type === type),
    /** Settles once it is so; fails when the consumer does. */
    async until(isSo: () => boolean | Promise<boolean>): Promise<void> {
      while (!(await isSo())) {
        if (failure !== null) throw failure;
        await sleep(20);
      }
    },
    stop(): Promise<ConsumeReport> {
      stopping.abort();
      return running;
    },
  };
};
