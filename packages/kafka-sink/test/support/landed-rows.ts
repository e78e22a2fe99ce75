import type { CellValue } from '@cvd/core';
import type { LandedRow } from '@cvd/core/testing';
import type { KafkaHeaders } from '../../src/client/kafka-client.js';
import { decodeMessage } from '../../src/message/decode-message.js';

/** Records as rows: what stands in a topic, as a reader finds it. */
export const landedRows = (
  messages: readonly { readonly value: Uint8Array | null; readonly headers: object }[],
): LandedRow[] =>
  messages.map(({ value, headers }) => {
    const row = decodeMessage({ value, headers: headers as KafkaHeaders });
    if (row.problem !== undefined) throw new Error(row.problem.message);
    const { identity, values } = row;
    return {
      runId: identity?.runId ?? null,
      rowIndex: identity?.rowIndex ?? null,
      values: values as Record<string, CellValue>,
    };
  });
