import { describe, expect, it } from 'vitest';
import { InvalidOptionError } from '../errors/invalid-option-error.js';
import type { JsonSchema } from './json-schema.js';
import { resolveOptions } from './resolve-options.js';

const schema: JsonSchema = {
  properties: {
    epochs: { type: 'integer', minimum: 1, maximum: 10_000, default: 300 },
    rate: { type: 'number', exclusiveMinimum: 0 },
    kind: { type: 'string', enum: ['auto', 'beta'], default: 'auto' },
    log: { type: 'boolean', default: true },
    dims: { type: 'array', items: { type: 'integer', minimum: 1 }, default: [256, 256] },
    marginals: { type: 'object', additionalProperties: { type: 'string', enum: ['beta', 'norm'] } },
    limit: { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'null' }] },
  },
  additionalProperties: false,
};
const resolve = (given: Record<string, unknown>) => resolveOptions('model', schema, given);
const message = (given: Record<string, unknown>): string => {
  try {
    resolve(given);
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidOptionError);
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
};

describe('resolveOptions', () => {
  it('fills in defaults, also for an explicit undefined, and freezes', () => {
    const options = resolve({ epochs: undefined, rate: 0.1 });
    expect(options).toEqual({ epochs: 300, rate: 0.1, kind: 'auto', log: true, dims: [256, 256] });
    expect(Object.isFrozen(options)).toBe(true);
  });

  it('accepts what the schema accepts', () => {
    expect(resolve({ limit: null, marginals: { BMI: 'beta' } })).toMatchObject({
      limit: null,
      marginals: { BMI: 'beta' },
    });
  });

  it.each([
    [
      { epoch: 1 },
      'model: option "epoch" is not known. Known options: epochs, rate, kind, log, dims, marginals, limit.',
    ],
    [{ epochs: 0 }, 'model: option "epochs" must be an integer ≥ 1 and ≤ 10000; got 0.'],
    [{ epochs: 1.5 }, 'model: option "epochs" must be an integer ≥ 1 and ≤ 10000; got 1.5.'],
    [{ epochs: '5' }, 'model: option "epochs" must be an integer ≥ 1 and ≤ 10000; got "5".'],
    [{ rate: 0 }, 'model: option "rate" must be a number > 0; got 0.'],
    [{ rate: Number.NaN }, 'model: option "rate" must be a number > 0; got a number that is not finite.'],
    [{ kind: 'gamma' }, 'model: option "kind" must be one of "auto", "beta"; got "gamma".'],
    [{ log: 'yes' }, 'model: option "log" must be a boolean; got "yes".'],
    [{ dims: [256, 0] }, 'model: option "dims.1" must be an integer ≥ 1; got 0.'],
    [{ marginals: { 'a/b': 'none' } }, 'model: option "marginals.a/b" must be one of "beta", "norm"; got "none".'],
  ])('refuses %j', (given, expected) => {
    expect(message(given)).toBe(expected);
  });
});
