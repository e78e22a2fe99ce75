import type { Api } from './link.js';
import type { Platformatic } from './load-platformatic.js';

/** What a request for one partition carries. */
export interface Produced {
  readonly topic: string;
  readonly partition: number;
  /** A record batch as it stands in the log. */
  readonly batch: Buffer;
  /** Milliseconds that the broker may take until all in-sync replicas have it. */
  readonly timeoutMs: number;
}

const ACKS_ALL = -1;

/*
 * The library has these requests, and encodes each record, each header and each number of them by itself: two thirds of what a row
 * costs until it is sent. Here the batch comes as bytes. In these versions a request is the same: transactional_id acks timeout_ms
 * [name [index records]].
 */

/** Produce requests, the newest first. */
export const produceApis = (kafka: Platformatic): readonly Api<[Produced], unknown>[] => {
  const { createAPI, Writer } = kafka;
  return [kafka.produceV11, kafka.produceV10, kafka.produceV9].map(({ api, parseResponse }) =>
    createAPI<[Produced], unknown>(
      api.key,
      api.version,
      ({ topic, partition, batch, timeoutMs }) =>
        Writer.create()
          .appendString(null)
          .appendInt16(ACKS_ALL)
          .appendInt32(timeoutMs)
          .appendArray([topic], (writer, name) => {
            writer.appendString(name).appendArray([partition], (entry, index) => {
              entry
                .appendInt32(index)
                .appendUnsignedVarInt(batch.length + 1)
                .append(batch);
            });
          })
          .appendTaggedFields(),
      parseResponse,
    ),
  );
};
