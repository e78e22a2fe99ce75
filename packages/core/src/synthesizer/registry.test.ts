import { describe, expect, it } from 'vitest';
import type { SynthesizerFactory } from './factory.js';
import { createRegistry } from './registry.js';

const factory = (name: string): SynthesizerFactory => ({
  contract: 1,
  name,
  summary: '',
  options: {},
  create: () => {
    throw new Error('not needed');
  },
  restore: () => {
    throw new Error('not needed');
  },
});

describe('createRegistry', () => {
  it('finds a method by name and lists them in order', () => {
    const registry = createRegistry(factory('b'), factory('a'));
    expect(registry.names).toEqual(['b', 'a']);
    expect(registry.get('a').name).toBe('a');
    expect([...registry].map(({ name }) => name)).toEqual(['b', 'a']);
  });

  it('names the known methods when one is unknown', () => {
    expect(() => createRegistry(factory('copula'), factory('tvae')).create('ctgam')).toThrow(
      'There is no method "ctgam". Known methods: copula, tvae. Add its factory with createRegistry(…).',
    );
  });

  it('refuses two methods of one name', () => {
    expect(() => createRegistry(factory('a'), factory('a'))).toThrow(
      expect.objectContaining({ code: 'CVD_DUPLICATE_METHOD' }),
    );
  });
});
