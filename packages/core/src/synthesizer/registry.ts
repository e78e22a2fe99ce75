import { DuplicateMethodError } from '../errors/duplicate-method-error.js';
import { UnknownMethodError } from '../errors/unknown-method-error.js';
import type { SynthesizerFactory } from './factory.js';
import type { Synthesizer } from './synthesizer.js';

/** The methods an application has chosen. An explicit value: there is no global one. */
export interface Registry {
  /** Names in the order given. */
  readonly names: readonly string[];
  /** @throws {UnknownMethodError} listing the known names */
  get(name: string): SynthesizerFactory;
  /** @throws {UnknownMethodError | InvalidOptionError} */
  create(name: string, options?: Readonly<Record<string, unknown>>): Synthesizer;
  [Symbol.iterator](): Iterator<SynthesizerFactory>;
}

/**
 * @example
 * const methods = createRegistry(copula);
 * const model = methods.create('copula', { seed: 7 });
 * @throws {DuplicateMethodError}
 */
export const createRegistry = (...factories: readonly SynthesizerFactory[]): Registry => {
  const byName = new Map<string, SynthesizerFactory>();
  for (const factory of factories) {
    if (byName.has(factory.name)) throw new DuplicateMethodError(factory.name);
    byName.set(factory.name, factory);
  }
  const get = (name: string): SynthesizerFactory => {
    const factory = byName.get(name);
    if (!factory) throw new UnknownMethodError(name, [...byName.keys()]);
    return factory;
  };
  return {
    names: [...byName.keys()],
    get,
    create: (name, options) => get(name).create(options),
    [Symbol.iterator]: () => byName.values(),
  };
};
