import { type FactoryLookup, loadModel, modelDigest, type Synthesizer } from '@cvd/core';
import { readModelInFolder } from './model-file-bytes.js';
import { readModelPlace } from './model-place.js';
import { fetchModel, type ModelUrlOptions } from './model-url-bytes.js';
import { ShardRefusedError } from './shard-refused-error.js';
import { quoted, type ShardRequest } from './shard-request.js';

export interface ModelShelfOptions {
  readonly folder: string;
  /** What `readUrlPrefixes` gave. */
  readonly prefixes: readonly string[];
  readonly registry: FactoryLookup;
  readonly maxBytes: number;
  readonly url: Omit<ModelUrlOptions, 'maxBytes' | 'signal'>;
  /** Models that are kept ready, since shards of one run come one after the other. */
  readonly keep: number;
}

/** The models that a worker has restored. */
export interface ModelShelf {
  /**
   * The model of a request. Its bytes are compared with the request's digest before anything of them is interpreted.
   * @throws {ShardRefusedError | ModelUnreachableError}
   */
  take(request: ShardRequest, signal?: AbortSignal): Promise<Synthesizer>;
  /** Frees all of them. */
  clear(): void;
}

const restore = (bytes: Uint8Array, { model, modelSha256 }: ShardRequest, registry: FactoryLookup): Synthesizer => {
  const digest = modelDigest(bytes);
  if (digest !== modelSha256)
    throw new ShardRefusedError(`model ${quoted(model)} has SHA-256 ${digest}, not ${modelSha256} as the request says`);
  try {
    return loadModel(bytes, registry);
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new ShardRefusedError(`model ${quoted(model)} cannot be used: ${problem}`, { cause });
  }
};

export const createModelShelf = ({
  folder,
  prefixes,
  registry,
  maxBytes,
  url,
  keep,
}: ModelShelfOptions): ModelShelf => {
  const models = new Map<string, Synthesizer>(); // the last used at the end
  const read = (request: ShardRequest, signal?: AbortSignal): Promise<Uint8Array> => {
    const place = readModelPlace(request.model, prefixes);
    if (place.kind === 'file') return readModelInFolder(folder, place.name, maxBytes);
    return fetchModel(place.url, { ...url, maxBytes, ...(signal === undefined ? {} : { signal }) });
  };
  return {
    async take(request, signal) {
      const key = `${request.modelSha256} ${request.model}`;
      const model = models.get(key) ?? restore(await read(request, signal), request, registry);
      models.delete(key);
      models.set(key, model);
      for (const [oldest, unused] of models) {
        if (models.size <= keep) break;
        models.delete(oldest);
        unused.dispose();
      }
      return model;
    },
    clear() {
      for (const model of models.values()) model.dispose();
      models.clear();
    },
  };
};
