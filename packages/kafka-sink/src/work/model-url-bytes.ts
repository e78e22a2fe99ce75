import { get, type RequestOptions } from 'node:https';
import { AbortedError } from '@cvd/core';
import { ModelUnreachableError } from './model-unreachable-error.js';
import { ShardRefusedError } from './shard-refused-error.js';

export interface ModelUrlOptions {
  readonly maxBytes: number;
  /** Milliseconds without an answer or the next bytes. */
  readonly timeoutMs: number;
  /** Options of Node's `https.request`, such as `ca` or `agent`. */
  readonly https: Readonly<Record<string, unknown>>;
  readonly signal?: AbortSignal;
}

/** Times the limit of silence that the whole answer may take: a server that drips must not hold a worker for ever. */
const SLOWEST = 20;

/** Answers after which the same request may well succeed later. */
const passing = (status: number): boolean => status >= 500 || status === 408 || status === 429;

/**
 * The bytes at an https address. No redirect is followed, wherever it leads: the address was allowed, another one was not.
 * @throws {ShardRefusedError} for an answer that is no model and will be none, or is too large
 * @throws {ModelUnreachableError} where another try may help
 * @throws {AbortedError} through the signal
 */
export const fetchModel = (url: URL, { maxBytes, timeoutMs, https, signal }: ModelUrlOptions): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const failure = (problem: string, cause: unknown): Error =>
      signal?.aborted ? new AbortedError('shard') : new ModelUnreachableError(url.href, problem, cause);
    const options: RequestOptions = { ...https, headers: { accept: 'application/octet-stream' } };
    const request = get(url, signal === undefined ? options : { ...options, signal }, (response) => {
      const status = response.statusCode ?? 0;
      const fail = (error: Error): void => {
        reject(error);
        response.destroy();
      };
      if (passing(status)) return fail(new ModelUnreachableError(url.href, `it answered ${status}`));
      if (status !== 200)
        return fail(
          new ShardRefusedError(
            status >= 300 && status < 400
              ? `${url.href} redirects to another address, which is never followed`
              : `${url.href} answered ${status}`,
          ),
        );
      const tooLarge = (): void =>
        fail(new ShardRefusedError(`${url.href} has more than ${maxBytes} bytes, the most this worker reads`));
      if (Number(response.headers['content-length'] ?? 0) > maxBytes) return tooLarge();
      const chunks: Uint8Array[] = [];
      let length = 0;
      response.on('data', (chunk: Uint8Array) => {
        length += chunk.length;
        if (length > maxBytes) return tooLarge();
        chunks.push(chunk);
      });
      response.on('end', () => resolve(Buffer.concat(chunks)));
      response.on('error', (cause) => reject(failure('the answer was cut short', cause)));
    });
    request.setTimeout(timeoutMs, () => request.destroy(new Error(`no answer within ${timeoutMs} ms`)));
    const late = setTimeout(() => request.destroy(new Error('the answer takes too long')), SLOWEST * timeoutMs);
    request.on('close', () => clearTimeout(late));
    request.on('error', (cause) => reject(failure(cause.message, cause)));
  });
