import { partitionOfKey } from './murmur2.js';
import type { OutgoingRow } from './outgoing-rows.js';

/** Rows of one partition that go out together. */
export interface PublishRequest {
  readonly partition: number;
  readonly rows: readonly OutgoingRow[];
}

export interface RequestLimits {
  /** Rows without a key that follow each other on one partition; rows of a request at most. */
  readonly batchRows: number;
  /** Rows of a request at most where that is less. */
  readonly maxRows: number;
  readonly maxBytes: number;
}

/**
 * Where a row goes: by its key as every Kafka client does, else by its index, `batchRows` rows after each other on one
 * partition. A row that is sent again goes where it went before.
 */
const partitionIndex = ({ rowIndex, message: { key } }: OutgoingRow, partitions: number, batchRows: number): number =>
  key === null ? Math.floor(rowIndex / batchRows) % partitions : partitionOfKey(key, partitions);

const cut = (
  partition: number,
  rows: readonly OutgoingRow[],
  { maxRows, maxBytes }: RequestLimits,
): PublishRequest[] => {
  const requests: PublishRequest[] = [];
  let start = 0;
  let bytes = 0;
  for (let k = 0; k < rows.length; k++) {
    const more = rows[k]!.bytes;
    if (k > start && (k - start === maxRows || bytes + more > maxBytes)) {
      requests.push({ partition, rows: rows.slice(start, k) });
      start = k;
      bytes = 0;
    }
    bytes += more;
  }
  if (start < rows.length) requests.push({ partition, rows: rows.slice(start) });
  return requests;
};

/** The requests that carry the rows: a list for each partition, in which rows keep their order. */
export const planRequests = (
  rows: readonly OutgoingRow[],
  partitions: readonly number[],
  limits: RequestLimits,
): PublishRequest[][] => {
  const byPartition = new Map<number, OutgoingRow[]>();
  for (const row of rows) {
    const partition = partitions[partitionIndex(row, partitions.length, limits.batchRows)]!;
    const list = byPartition.get(partition);
    if (list === undefined) byPartition.set(partition, [row]);
    else list.push(row);
  }
  return [...byPartition].map(([partition, list]) => cut(partition, list, limits));
};
