import { describe, expect, it } from 'vitest';
import type { ConsumerHandlers, IncomingMessage } from '../kafka-client.js';
import { KafkaError } from '../kafka-error.js';
import { createHandOver } from './hand-over.js';
import { askedOf, type Position } from './position.js';

const message = (offset: bigint): IncomingMessage => ({ offset, timestamp: 0, key: null, value: null, headers: {} });
const given = { messages: [message(0n)], next: 1n, high: 1n };
const position = (): Position => ({ next: 0n, seeks: 0, paused: false, busy: false });

const handlersOf = (messages: ConsumerHandlers['messages']): ConsumerHandlers => ({
  assigned: async () => undefined,
  revoked: async () => undefined,
  messages,
});

const setUp = (concurrency: number) => {
  const told: unknown[] = [];
  const over = new AbortController();
  const hands = createHandOver({
    concurrency,
    failed: (error) => told.push(error),
    rebalancing: () => told.push('rebalancing'),
    done: () => undefined,
  });
  return { hands, told, over };
};

describe('handing messages over', () => {
  it('no more partitions at a time than allowed, and moves each on once it is taken', async () => {
    const { hands, over } = setUp(2);
    let [now, most] = [0, 0];
    const handlers = handlersOf(async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now--;
    });
    const positions = Array.from({ length: 5 }, position);
    const taken = positions.map((one, k) => hands.give(askedOf(k, one), given, handlers, over.signal));
    expect(positions.every(({ busy }) => busy)).toBe(true);
    expect(hands.holds).toBe(true);
    await Promise.all(taken);
    await hands.idle();
    expect(most).toBe(2);
    expect(positions).toEqual(positions.map(() => ({ next: 1n, seeks: 0, paused: false, busy: false })));
    expect(hands.holds).toBe(false);
  });

  it('what was sought away from, paused or taken away while it waited is not handed over, and comes again', async () => {
    const { hands, over } = setUp(1);
    let release = () => {};
    const first = position();
    const holding = hands.give(
      askedOf(0, first),
      given,
      handlersOf(() => new Promise((resolve) => (release = resolve))),
      over.signal,
    );
    const handed: number[] = [];
    const [sought, paused, last] = [position(), position(), position()];
    const others = [sought, paused, last].map((one, k) =>
      hands.give(
        askedOf(k + 1, one),
        given,
        handlersOf(async ({ partition }) => void handed.push(partition)),
        over.signal,
      ),
    );
    sought.seeks++;
    paused.paused = true;
    release();
    await Promise.all([holding, ...others]);
    expect(handed).toEqual([3]);
    expect([sought.next, paused.next, last.next]).toEqual([0n, 0n, 1n]);
    over.abort();
    await hands.give(
      askedOf(3, last),
      given,
      handlersOf(async ({ partition }) => void handed.push(partition)),
      over.signal,
    );
    expect(handed).toEqual([3]);
  });

  it('a seek of the handler itself counts, not the messages that it has in hand', async () => {
    const { hands, over } = setUp(1);
    const one = position();
    const seek = async () => {
      one.next = 40n;
      one.seeks++;
    };
    await hands.give(askedOf(0, one), given, handlersOf(seek), over.signal);
    expect(one.next).toBe(40n);
  });

  it('messages that a handler has refused are not passed over', async () => {
    const { hands, told, over } = setUp(1);
    const one = position();
    const problem = new Error('the sink is on fire');
    await hands.give(
      askedOf(0, one),
      given,
      handlersOf(() => Promise.reject(problem)),
      over.signal,
    );
    const leaving = new KafkaError('rebalance', 'x', 'y', 'z');
    await hands.give(
      askedOf(0, one),
      given,
      handlersOf(() => Promise.reject(leaving)),
      over.signal,
    );
    expect(told).toEqual([problem, 'rebalancing']);
    expect(one).toMatchObject({ next: 0n, busy: false });
  });
});
