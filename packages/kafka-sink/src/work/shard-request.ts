import { isRunId } from '@cvd/core';
import { ShardRefusedError } from './shard-refused-error.js';

/** What a worker is asked for: rows start … start + rows − 1 of a model's sample under a seed, as a part of a run. */
export interface ShardRequest {
  /** UUID that the rows carry; the same in all shards of a run. */
  readonly runId: string;
  /** Name of a file in the workers' model folder, or an https URL below a prefix that they allow. */
  readonly model: string;
  /** SHA-256 of the model file, 64 hexadecimal digits: `modelDigest` of `@cvd/core`. */
  readonly modelSha256: string;
  /** Whole number from 0. */
  readonly seed: number;
  /** Index of the first row, from 0. */
  readonly start: number;
  /** How many rows, at least 1. */
  readonly rows: number;
}

const keys = ['runId', 'model', 'modelSha256', 'seed', 'start', 'rows'] as const;

/** Text that somebody else has written, made fit for a message: quoted and cut. */
export const quoted = (value: unknown): string => {
  const text = JSON.stringify(typeof value === 'bigint' ? `${value}` : value) ?? String(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
};

const textOf = (value: unknown, key: string, pattern: (text: string) => boolean, wanted: string): string => {
  if (typeof value !== 'string' || !pattern(value))
    throw new ShardRefusedError(`its ${key} must be ${wanted}; got ${quoted(value)}`);
  return value;
};

const countOf = (value: unknown, key: string, minimum: number, maximum: number): number => {
  const count = typeof value === 'bigint' ? Number(value) : value;
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < minimum || count > maximum)
    throw new ShardRefusedError(
      `its ${key} must be a whole number from ${minimum} to ${maximum}${key === 'rows' ? ', the most this worker makes at once' : ''}; got ${quoted(value)}`,
    );
  return count;
};

/**
 * A checked request. One with anything unknown in it is refused rather than half understood: it would make other rows than
 * its sender meant.
 * @param value - an object out of JSON
 * @param maxRows - rows that a shard may have
 * @throws {ShardRefusedError} saying what is wrong with it
 */
export const readShardRequest = (value: unknown, maxRows: number): ShardRequest => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ShardRefusedError(`it must be a JSON object; got ${quoted(value)}`);
  const given = value as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(given).find((key) => !(keys as readonly string[]).includes(key));
  if (unknown !== undefined)
    throw new ShardRefusedError(
      `it has ${quoted(unknown)}, which this worker does not know; it knows ${keys.join(', ')}`,
    );
  const start = countOf(given.start, 'start', 0, Number.MAX_SAFE_INTEGER);
  return {
    runId: textOf(given.runId, 'runId', isRunId, 'a UUID'),
    model: textOf(given.model, 'model', (text) => text !== '' && text.length <= 2000, 'text of 1 to 2000 characters'),
    modelSha256: textOf(
      given.modelSha256,
      'modelSha256',
      (text) => /^[0-9a-f]{64}$/.test(text),
      '64 hexadecimal digits',
    ),
    seed: countOf(given.seed, 'seed', 0, Number.MAX_SAFE_INTEGER),
    start,
    rows: countOf(given.rows, 'rows', 1, Math.min(maxRows, Number.MAX_SAFE_INTEGER - start)),
  };
};
