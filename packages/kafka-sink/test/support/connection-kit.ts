import { createServer } from 'node:net';
import { inspect } from 'node:util';
import { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { KafkaClientFactory } from '../../src/client/kafka-client.js';
import { KafkaError } from '../../src/client/kafka-error.js';
import { describeKafka, startBroker, type TestBroker } from './broker.js';
import { numbered, startMember, text } from './client-kit/member.js';
import { createTopic, readAll, uniqueGroup, uniqueTopic, withAdmin } from './topics.js';

const consumerSettings = {
  topic: 'topic',
  groupId: 'group',
  sessionTimeoutMs: 6_000,
  rebalanceTimeoutMs: 20_000,
  maxBytesPerPartition: 1 << 20,
  concurrency: 1,
};

/** A port of 127.0.0.1, and what listens there: something that answers nothing, or nothing at all. */
const withPort = async (silent: boolean, use: (address: string) => Promise<void>): Promise<void> => {
  const server = createServer(() => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = server.address();
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', (socket) => sockets.add(socket));
  if (!silent) await new Promise((resolve) => server.close(resolve));
  try {
    await use(`127.0.0.1:${(place as { port: number }).port}`);
  } finally {
    for (const socket of sockets) socket.destroy();
    if (silent) server.close();
  }
};

/** What every Kafka client does where a broker is not reached, or does not let it in. */
export const connectionConformance = (name: string, create: KafkaClientFactory): void => {
  describe(`${name}: a broker that cannot be reached`, () => {
    for (const silent of [false, true])
      it(`is a typed error within the time limit that names the address (${silent ? 'nobody answers' : 'nobody listens'})`, async () => {
        const printed = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')];
        await withPort(silent, async (address) => {
          const client = create({ brokers: [address], connectTimeoutMs: 1_500 });
          for (const attempt of [
            () => client.admin(),
            () => client.producer({ compression: 'none' }),
            () => client.consumer(consumerSettings),
          ]) {
            const error = await attempt().then(
              () => undefined,
              (error: unknown) => error,
            );
            expect(error).toBeInstanceOf(KafkaError);
            expect(error).toMatchObject({ kind: 'unreachable' });
            expect(`${error}`).toContain(address);
          }
        });
        for (const spy of printed) {
          expect(spy).not.toHaveBeenCalled();
          spy.mockRestore();
        }
      });

    it('is an error also where the name is none', async () => {
      const client = create({ brokers: ['no-such-host.invalid:9092'], connectTimeoutMs: 3_000 });
      await expect(client.admin()).rejects.toMatchObject({ kind: 'unreachable' });
      await expect(client.admin()).rejects.toThrow('no-such-host.invalid:9092');
    });
  });

  describeKafka(
    `${name}: a broker with TLS, logins and access lists`,
    () => {
      const password = 'correct horse battery';
      let broker: TestBroker;
      const connection = (given: string, mechanism: 'plain' | 'scram-sha-256' = 'plain') => ({
        brokers: broker.secured!.brokers,
        tls: { ca: [broker.secured!.certificate] },
        sasl: { mechanism, username: 'alice', password: given },
      });
      beforeAll(async () => {
        broker = await startBroker({ users: { alice: password } });
      }, 120_000);
      afterAll(() => broker?.stop());

      for (const mechanism of ['plain', 'scram-sha-256'] as const)
        it(`lets in who knows the password (${mechanism})`, async () => {
          const topic = uniqueTopic();
          await createTopic(broker.brokers, topic);
          const producer = await create(connection(password, mechanism)).producer({ compression: 'none' });
          await producer.send(topic, 0, numbered(1));
          await producer.close();
          expect((await readAll(broker.brokers, topic)).map(({ value }) => text(value))).toEqual(['m0']);
        });

      for (const mechanism of ['plain', 'scram-sha-256'] as const)
        it(`a wrong password is refused, and stands in no error (${mechanism})`, async () => {
          const secret = 'wrong-horse-staple';
          const client = create(connection(secret, mechanism));
          for (const attempt of [
            () => client.admin(),
            () => client.producer({ compression: 'none' }),
            () => client.consumer(consumerSettings),
          ]) {
            const error = await attempt().catch((error: unknown) => error);
            expect(error).toMatchObject({ code: 'CVD_KAFKA', kind: 'refused' });
            expect(`${error}`).toContain(broker.secured!.brokers[0]);
            expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(secret);
          }
        });

      it('a certificate that nobody vouches for is not trusted', async () => {
        const { brokers } = broker.secured!;
        const sasl = { mechanism: 'plain', username: 'alice', password } as const;
        const refusal = create({ brokers, tls: true, sasl }).admin();
        await expect(refusal).rejects.toMatchObject({ kind: 'unreachable' });
        await expect(refusal).rejects.toThrow(/certificate/);
      });

      it('a topic or a group without permission is refused, by name', async () => {
        const [topic, groupId] = [uniqueTopic('closed'), uniqueGroup('closed')];
        await createTopic(broker.brokers, topic);
        const denied = (resourceType: AclResourceTypes, resourceName: string, operation: AclOperationTypes) => ({
          resourceType,
          resourceName,
          resourcePatternType: ResourcePatternTypes.LITERAL,
          principal: 'User:alice',
          host: '*',
          operation,
          permissionType: AclPermissionTypes.DENY,
        });
        await withAdmin(broker.brokers, (admin) =>
          admin.createAcls({
            acl: [
              denied(AclResourceTypes.TOPIC, topic, AclOperationTypes.WRITE),
              denied(AclResourceTypes.GROUP, groupId, AclOperationTypes.READ),
            ],
          }),
        );
        const client = create(connection(password));
        const producer = await client.producer({ compression: 'none' });
        const refusal = producer.send(topic, 0, numbered(1));
        await expect(refusal).rejects.toMatchObject({ kind: 'refused' });
        await expect(refusal).rejects.toThrow(topic);
        await producer.close();
        const open = uniqueTopic('open');
        await createTopic(broker.brokers, open);
        const member = await startMember(client, { topic: open, groupId });
        const { error } = await member.ended;
        expect(error).toMatchObject({ kind: 'refused' });
        expect(`${error}`).toContain(groupId);
        await member.leave();
      });
    },
    { ownBroker: true },
  );
};
