import { expect, it } from 'vitest';
import { brokerUnavailable, describeKafka, sharedBroker, startBroker } from './support/broker.js';
import { createTopic, produceRaw, readAll, uniqueTopic } from './support/topics.js';

describeKafka('the broker that tests run on', () => {
  it('is there', () => expect(brokerUnavailable()).toBeNull());

  it('keeps what it is given: keys, values, headers and their order', async () => {
    const { brokers } = await sharedBroker();
    const topic = uniqueTopic();
    await createTopic(brokers, topic, 2);
    await produceRaw(brokers, topic, [
      { partition: 1, key: 'k', value: 'älter', headers: { h: 'x' } },
      { partition: 1, value: null },
      { partition: 0, value: 'c' },
    ]);
    const found = await readAll(brokers, topic);
    expect(
      found.map(({ partition, offset, key, value }) => [partition, offset, key && `${key}`, value && `${value}`]),
    ).toEqual([
      [0, 0n, null, 'c'],
      [1, 0n, 'k', 'älter'],
      [1, 1n, null, null],
    ]);
    expect(`${found[1]!.headers.h}`).toBe('x');
  });
});

describeKafka(
  "a broker of the test's own",
  () => {
    it('has its log and port again after kill -9', async () => {
      const broker = await startBroker();
      try {
        const topic = uniqueTopic();
        await createTopic(broker.brokers, topic);
        await produceRaw(broker.brokers, topic, [{ value: 'before' }]);
        const { pid } = broker;
        await broker.kill();
        expect(() => process.kill(pid, 0)).toThrow();
        await broker.restart();
        await produceRaw(broker.brokers, topic, [{ value: 'after' }]);
        expect((await readAll(broker.brokers, topic)).map(({ value }) => `${value}`)).toEqual(['before', 'after']);
      } finally {
        await broker.stop();
      }
    });
  },
  { ownBroker: true },
);
