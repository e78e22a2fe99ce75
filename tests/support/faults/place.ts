import { setTimeout as sleep } from 'node:timers/promises';
import { createRunId } from '@cvd/core';
import {
  committedOffsets,
  createTopic,
  produceRaw,
  uniqueGroup,
  uniqueTopic,
  withAdmin,
} from '../../../packages/kafka-sink/test/support/topics.js';
import { producedRows, type RowsToSend, range, runMessages } from './rows.js';

/** A topic, a group and a run of a test's own. */
export interface Place {
  readonly brokers: string[];
  readonly topic: string;
  readonly groupId: string;
  readonly runId: string;
  /** Puts the next rows of the run into the topic. */
  send(rows: number, facts?: Partial<RowsToSend>): Promise<void>;
  /** Puts rows into the topic until it is so: a member that joins late finds some still. */
  sendUntil(isSo: () => boolean): Promise<void>;
  /** Everything that was sent, each row once. */
  produced(): string[];
  /** Rows that were sent. */
  readonly sent: number;
  /** Sum of the offsets that the group has committed, as the broker has them. */
  committed(): Promise<number>;
  /** Sets the group's offsets back to the beginning, which a broker does only while the group has no members. */
  rewind(): Promise<void>;
}

export const placeOn = async (brokers: string[], name: string, partitions = 1): Promise<Place> => {
  const [topic, groupId, runId] = [uniqueTopic(name), uniqueGroup(name), createRunId()];
  await createTopic(brokers, topic, partitions);
  let sent = 0;
  const send = async (rows: number, facts: Partial<RowsToSend> = {}): Promise<void> => {
    await produceRaw(brokers, topic, runMessages({ runId, from: sent, rows, partitions, ...facts }));
    sent += rows;
  };
  return {
    brokers,
    topic,
    groupId,
    runId,
    send,
    async sendUntil(isSo) {
      while (!isSo()) {
        await send(100 * partitions);
        await sleep(100);
      }
    },
    get sent() {
      return sent;
    },
    produced: () => producedRows(runId, range(0, sent)),
    committed: async () =>
      [...(await committedOffsets(brokers, groupId, topic)).values()].reduce((sum, offset) => sum + Number(offset), 0),
    rewind: () =>
      withAdmin(brokers, async (admin) => {
        const at = range(0, partitions).map((partition) => ({ partition, offset: '0' }));
        await admin.setOffsets({ groupId, topic, partitions: at });
      }),
  };
};
