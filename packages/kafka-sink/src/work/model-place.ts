import { InvalidOptionError } from '@cvd/core';
import { ShardRefusedError } from './shard-refused-error.js';
import { quoted } from './shard-request.js';

/** Where a model may be read from, after the request's text was found harmless. */
export type ModelPlace = { readonly kind: 'file'; readonly name: string } | { readonly kind: 'url'; readonly url: URL };

/** A name without separators that does not begin with a dot, so neither `..` nor a hidden or an absolute path. */
const PLAIN_NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,199}$/;

const isPlainPath = (path: string): boolean => path.split('/').every((part) => PLAIN_NAME.test(part));

/** Whether some worker may take the text for a model: a plain name, or an https address of plain names. */
export const isModelName = (model: string): boolean => {
  const [, path] = /^https:\/\/[^/?#@\\]+\/(.+)$/s.exec(model) ?? [];
  return PLAIN_NAME.test(model) || (path !== undefined && isPlainPath(path) && URL.canParse(model));
};

/**
 * Prefixes as they are compared with. Each is a whole https address that ends in `/`: without it `https://models.example`
 * would allow `https://models.example.evil.org`.
 * @throws {InvalidOptionError}
 */
export const readUrlPrefixes = (prefixes: readonly string[]): readonly string[] =>
  prefixes.map((prefix) => {
    const url = URL.canParse(prefix) ? new URL(prefix) : null;
    const plain = url !== null && url.username + url.password + url.search + url.hash === '';
    if (url?.protocol !== 'https:' || !plain || url.href !== prefix || !prefix.endsWith('/'))
      throw new InvalidOptionError(
        'createWorker',
        'allowUrls',
        `must hold https addresses that end in /, such as https://models.example.org/cvd/; got ${quoted(prefix)}`,
      );
    return url.href;
  });

/**
 * What a request calls its model, as a place, if it is one that requests may name. Judged by the text alone, before
 * anything is opened.
 * @param prefixes - what {@link readUrlPrefixes} gave
 * @throws {ShardRefusedError}
 */
export const readModelPlace = (model: string, prefixes: readonly string[]): ModelPlace => {
  if (PLAIN_NAME.test(model)) return { kind: 'file', name: model };
  const prefix = prefixes.find((allowed) => model.startsWith(allowed));
  // Every part of the rest is a plain name: no dots that climb, no encoded slashes, no query for the other side to interpret.
  if (prefix !== undefined && isPlainPath(model.slice(prefix.length))) return { kind: 'url', url: new URL(model) };
  throw new ShardRefusedError(
    `its model ${quoted(model)} is neither the plain name of a file in the model folder nor below an address that this worker allows`,
  );
};
