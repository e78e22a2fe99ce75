import { describe, expect, it } from 'vitest';
import { defaultGate } from './default-gate.js';
import { neededInputs } from './needed-inputs.js';
import { parseGate } from './parse-gate.js';

describe('parseGate', () => {
  it('reads a gate, whose $schema is no threshold', () => {
    expect(parseGate('{ "$schema": "./gate.schema.json", "quality.score": { "min": 0.9 } }')).toEqual({
      'quality.score': { min: 0.9 },
    });
    expect(parseGate(JSON.stringify(defaultGate))).toEqual(defaultGate);
  });

  it.each<[text: string, message: RegExp]>([
    ['{ "quality.score": ', /^Gate ci\/gate\.json: this is no JSON \(.*\)\.$/],
    ['[]', /^Gate ci\/gate\.json: an object of thresholds/],
    ['{ "quality.scor": { "min": 1 } }', /^Gate ci\/gate\.json, at "quality\.scor": no report/],
  ])('names the file: %s', (text, message) => {
    expect(() => parseGate(text, 'ci/gate.json')).toThrow(message);
  });
});

describe('neededInputs', () => {
  it('are those of figures and of bounds, but of nothing optional', () => {
    expect(
      neededInputs({
        'quality.score': { min: { of: 'baselines.bootstrapRows.score' } },
        'utility.tstr.linear.auc': { min: 0.5 },
        'privacy.attacks.linkability.risk': { max: 0.5, optional: true },
        'privacy.attacks.membership.auc': { max: 0.5 },
      }),
    ).toEqual(
      new Map([
        ['baselines', 'quality.score'],
        ['holdout', 'utility.tstr.linear.auc'],
        ['target', 'utility.tstr.linear.auc'],
        ['membership', 'privacy.attacks.membership.auc'],
      ]),
    );
    expect([...neededInputs(defaultGate).keys()]).toEqual(['holdout']);
  });
});
