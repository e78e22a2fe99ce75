import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.js';

const schema = {
  properties: {
    epochs: { type: 'integer' },
    rate: { type: 'number' },
    trim: { type: 'boolean' },
    name: { type: 'string' },
    kind: { enum: ['auto', '1'] },
    sizes: { type: 'array', items: { type: 'integer' } },
    marginals: { type: 'object', additionalProperties: { type: 'string' } },
    mixed: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
    choice: { anyOf: [{ type: 'object' }, { enum: ['auto'] }] },
  },
} as const;
const read = (...texts: string[]) => ({ ...readSettings(texts, schema) });

describe('readSettings', () => {
  it.each<[text: string, expected: Record<string, unknown>]>([
    ['epochs=3', { epochs: 3 }],
    ['rate=1e-3', { rate: 0.001 }],
    ['trim=false', { trim: false }],
    ['name=3', { name: '3' }],
    ['name=a=b', { name: 'a=b' }],
    ['name=', { name: '' }],
    ['kind=1', { kind: '1' }],
    ['sizes=[1,2]', { sizes: [1, 2] }],
    ['marginals={"BMI":"gamma"}', { marginals: { BMI: 'gamma' } }],
    ['mixed=3', { mixed: '3' }],
    ['choice=auto', { choice: 'auto' }],
    ['choice={"a":1}', { choice: { a: 1 } }],
    ['epochs=many', { epochs: 'many' }],
    ['unknown=3', { unknown: '3' }],
    ['__proto__=3', { ['__proto__']: '3' }],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('takes the last of several, and refuses text without =', () => {
    expect(read('epochs=1', 'epochs=2')).toEqual({ epochs: 2 });
    for (const text of ['epochs', '=3', ''])
      expect(() => read(text)).toThrow(expect.objectContaining({ code: 'CVD_USAGE' }));
  });
});
