import { createRunId, InvalidOptionError, InvalidRowCountError, isRunId } from '@cvd/core';
import { isModelName } from './model-place.js';
import type { ShardRequest } from './shard-request.js';

export interface ShardRequestsOptions {
  /** How workers find the model: a name in their folder, or an https address that they allow. */
  readonly model: string;
  /** `modelDigest` of the model file. */
  readonly modelSha256: string;
  readonly seed: number;
  /** How many rows in all. */
  readonly rows: number;
  /** Index of the first one. @default 0 */
  readonly start?: number;
  /** Rows of one request; what a worker loses at most when it is killed, and makes again. @default 100,000 */
  readonly shardRows?: number;
  /** Continues this run. @default a new one */
  readonly runId?: string;
}

/** The requests of a run; made one by one while they are iterated, as often as wanted. */
export interface ShardRequests extends Iterable<ShardRequest> {
  readonly runId: string;
  /** How many requests there are. */
  readonly shards: number;
  readonly rows: number;
}

const wholeNumber = (argument: string, value: number, minimum: number): number => {
  if (!Number.isSafeInteger(value) || value < minimum) throw new InvalidRowCountError(argument, value, minimum);
  return value;
};

/**
 * Cuts a run into shards: a billion rows in shards of 100,000 are 10,000 requests, none of which is made before it is asked for.
 * @throws {InvalidRowCountError | InvalidOptionError}
 * @example
 * const requests = createRequests({ model: 'cvd.cvd', modelSha256: modelDigest(bytes), seed: 7, rows: 1e9 });
 * await sendRequests(requests, { brokers, topic: 'generate-requests' });
 */
export const createRequests = ({
  start = 0,
  shardRows = 100_000,
  runId = createRunId(),
  rows,
  seed,
  model,
  modelSha256,
}: ShardRequestsOptions): ShardRequests => {
  wholeNumber('rows', rows, 0);
  wholeNumber('start', start, 0);
  wholeNumber('start + rows', start + rows, 0);
  wholeNumber('shardRows', shardRows, 1);
  wholeNumber('seed', seed, 0);
  if (!isRunId(runId))
    throw new InvalidOptionError('createRequests', 'runId', `must be a UUID; got ${JSON.stringify(runId)}`);
  if (!isModelName(model))
    throw new InvalidOptionError(
      'createRequests',
      'model',
      `must be the plain name of a file, or an https address; no worker takes ${JSON.stringify(model)}`,
    );
  if (!/^[0-9a-f]{64}$/.test(modelSha256))
    throw new InvalidOptionError('createRequests', 'modelSha256', 'must be the 64 hexadecimal digits of modelDigest');
  return {
    runId,
    rows,
    shards: Math.ceil(rows / shardRows),
    *[Symbol.iterator]() {
      for (let done = 0; done < rows; done += shardRows)
        yield { runId, model, modelSha256, seed, start: start + done, rows: Math.min(shardRows, rows - done) };
    },
  };
};
