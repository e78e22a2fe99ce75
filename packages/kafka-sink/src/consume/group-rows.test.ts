import { describe, expect, it } from 'vitest';
import type { IncomingMessage } from '../client/kafka-client.js';
import { createMessageDecoder } from '../message/decode-message.js';
import { foreignRun, groupRows } from './group-rows.js';

const RUN = '01890000-0000-7000-8000-000000000001';
const OTHER = '01890000-0000-7000-8000-000000000002';

const message = (
  offset: number,
  run: string | null,
  index = 0,
  value = '{"a":1}',
  fingerprint = 1,
): IncomingMessage => ({
  offset: BigInt(offset),
  timestamp: 0,
  key: null,
  value: Buffer.from(value),
  headers:
    run === null
      ? {}
      : {
          'cvd-run-id': Buffer.from(run),
          'cvd-row-index': Buffer.from(String(index)),
          'cvd-fingerprint': Buffer.alloc(8, fingerprint),
        },
});

const group = (messages: readonly IncomingMessage[]) =>
  groupRows(messages, createMessageDecoder(), foreignRun('0', 'topic', 3));

describe('groupRows', () => {
  it('puts rows of one run and fingerprint together, in the order of the log, however they are mixed', () => {
    const { groups, letters } = group([
      message(10, RUN, 0),
      message(11, OTHER, 7),
      message(12, RUN, 1),
      message(13, RUN, 0, '{"a":2}', 2),
      message(14, OTHER, 5),
    ]);
    expect(groups.map(({ runId, fingerprint, rowIndices }) => [runId, fingerprint.slice(0, 2), rowIndices])).toEqual([
      [RUN, '01', [0, 1]],
      [OTHER, '01', [7, 5]],
      [RUN, '02', [0]],
    ]);
    expect(groups[0]!.messages.map(({ offset }) => offset)).toEqual([10n, 12n]);
    expect(letters).toEqual([]);
  });

  it('knows rows without a run id by epoch, topic, partition and offset, and puts them last', () => {
    const { groups } = group([message(20, null), message(21, RUN, 4), message(22, null)]);
    expect(groups.map(({ runId, foreign, rowIndices }) => [runId, foreign, rowIndices])).toEqual([
      [RUN, false, [4]],
      ['log:0:topic:3', true, [20, 22]],
    ]);
    // The first 8 bytes of the SHA-256 of 'log:0:topic:3', by sha256sum.
    expect(groups[1]!.fingerprint).toBe('7c285e67370a4665');
  });

  it('sets aside what holds no row', () => {
    const broken = message(31, RUN, 1, '{');
    const { groups, letters } = group([message(30, RUN, 0), broken, { ...message(32, RUN, 2), value: null }]);
    expect(groups.map(({ rowIndices }) => rowIndices)).toEqual([[0]]);
    expect(letters.map(({ message: { offset }, code, attempts }) => [offset, code, attempts])).toEqual([
      [31n, 'not-json', 0],
      [32n, 'no-value', 0],
    ]);
    expect(letters[0]!.message).toBe(broken);
  });
});
