import { expect } from 'vitest';
import type { KafkaProducer, OutgoingMessage } from '../../../src/client/kafka-client.js';
import { createTopic, readAll, uniqueTopic } from '../topics.js';
import type { CheckContext, ClientCheck } from './check.js';
import { bytes, names, numbered, text } from './member.js';

const withProducer = async (
  { client }: CheckContext,
  use: (producer: KafkaProducer) => Promise<void>,
  compression: 'none' | 'gzip' = 'none',
): Promise<void> => {
  const producer = await client.producer({ compression });
  try {
    await use(producer);
  } finally {
    await producer.close();
  }
};

/** Keys, values and headers that are easily damaged on the way. */
const odd: readonly OutgoingMessage[] = [
  { key: bytes('schlüssel'), value: bytes('{"Größe":"Ω\u{1f9ec}"}'), headers: { 'cvd-run-id': bytes('x') } },
  { key: null, value: null, headers: {} },
  { key: new Uint8Array(0), value: new Uint8Array(0), headers: { leer: new Uint8Array(0) } },
  { key: null, value: Uint8Array.of(0, 255, 254, 10), headers: { bin: Uint8Array.of(0, 128, 255), ü: bytes('ü') } },
  // A window on a larger buffer: only what it shows may be sent.
  { key: null, value: bytes('--window--').subarray(2, 8), headers: {} },
];

const plain = ({ key, value, headers }: { key: Uint8Array | null; value: Uint8Array | null; headers: object }) => ({
  key: key === null ? null : [...key],
  value: value === null ? null : [...value],
  headers: Object.fromEntries(Object.entries(headers).map(([name, header]) => [name, [...(header as Uint8Array)]])),
});

export const producerChecks: readonly ClientCheck[] = (['none', 'gzip'] as const)
  .map(
    (compression): ClientCheck => ({
      title: `keys, values and headers arrive byte for byte in order (compression ${compression})`,
      run: (context) =>
        withProducer(
          context,
          async (producer) => {
            const topic = uniqueTopic();
            await createTopic(context.brokers, topic, 2);
            await producer.send(topic, 1, odd);
            await producer.send(topic, 0, numbered(3));
            const found = await readAll(context.brokers, topic);
            expect(found.filter(({ partition }) => partition === 1).map(plain)).toEqual(odd.map(plain));
            expect(found.filter(({ partition }) => partition === 0).map(({ value }) => text(value))).toEqual(names(3));
          },
          compression,
        ),
    }),
  )
  .concat([
    {
      title: 'requests of one partition keep their order when nobody waits for them, each message once',
      run: (context) =>
        withProducer(context, async (producer) => {
          const topic = uniqueTopic();
          await createTopic(context.brokers, topic, 2);
          const requests = Array.from({ length: 40 }, (_, k) => producer.send(topic, k % 2, numbered(5, 5 * k)));
          await Promise.all(requests);
          const found = await readAll(context.brokers, topic);
          for (const partition of [0, 1]) {
            const wanted = names(200).filter((_, row) => Math.floor(row / 5) % 2 === partition);
            expect(found.filter((message) => message.partition === partition).map(({ value }) => text(value))).toEqual(
              wanted,
            );
          }
        }),
    },
    {
      title: 'sends nothing for no messages',
      run: (context) =>
        withProducer(context, async (producer) => {
          const topic = uniqueTopic();
          await createTopic(context.brokers, topic);
          await producer.send(topic, 0, []);
          expect(await readAll(context.brokers, topic)).toEqual([]);
        }),
    },
    {
      title: 'a message beyond the limit is an error of its own, and the next one goes through',
      run: (context) =>
        withProducer(context, async (producer) => {
          const topic = uniqueTopic();
          await createTopic(context.brokers, topic, 1, { 'max.message.bytes': '2000' });
          await producer.send(topic, 0, numbered(1));
          const large = [{ key: null, value: new Uint8Array(5000), headers: {} }];
          await expect(producer.send(topic, 0, large)).rejects.toMatchObject({ kind: 'too-large' });
          await producer.send(topic, 0, numbered(1, 1));
          expect((await readAll(context.brokers, topic)).map(({ value }) => text(value))).toEqual(['m0', 'm1']);
        }),
    },
    {
      title: 'a topic that is not there, and a partition that is not there, are errors and no loss',
      run: (context) =>
        withProducer(context, async (producer) => {
          const missing = uniqueTopic('missing');
          const refusal = producer.send(missing, 0, numbered(1));
          await expect(refusal).rejects.toMatchObject({ kind: 'missing-topic' });
          await expect(refusal).rejects.toThrow(missing);
          const topic = uniqueTopic();
          await createTopic(context.brokers, topic, 2);
          await expect(producer.send(topic, 7, numbered(1))).rejects.toMatchObject({ code: 'CVD_KAFKA' });
          await producer.send(topic, 1, numbered(1));
          expect(await readAll(context.brokers, topic)).toHaveLength(1);
        }),
    },
  ]);
