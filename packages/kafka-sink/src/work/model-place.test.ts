import { InvalidOptionError } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { readModelPlace, readUrlPrefixes } from './model-place.js';
import { ShardRefusedError } from './shard-refused-error.js';

const prefixes = readUrlPrefixes(['https://models.example.org/cvd/', 'https://other.example:8443/']);

describe('readModelPlace', () => {
  it.each(['cvd.cvd', 'a', '2026_model-v1.2.cvd', '_x'])('takes %s as a name', (name) => {
    expect(readModelPlace(name, prefixes)).toEqual({ kind: 'file', name });
  });

  it.each([
    'https://models.example.org/cvd/a.cvd',
    'https://models.example.org/cvd/v1/a.cvd',
    'https://other.example:8443/a.cvd',
  ])('takes %s as an address', (address) => {
    expect(readModelPlace(address, prefixes)).toEqual({ kind: 'url', url: new URL(address) });
  });

  it.each([
    '..',
    '.',
    '.hidden',
    '../x',
    'a/b',
    'a\\b',
    '/etc/passwd',
    'C:\\x',
    'C:x',
    'a\0b',
    'a\n',
    ' a',
    'm'.repeat(201),
    'file:///etc/passwd',
    'http://models.example.org/cvd/a.cvd',
    'https://models.example.org/a.cvd',
    'https://models.example.org.evil.org/cvd/a.cvd',
    'https://models.example.org@evil.org/cvd/a.cvd',
    'https://me:pw@models.example.org/cvd/a.cvd',
    'https://MODELS.example.org/cvd/a.cvd',
    'https://models.example.org:444/cvd/a.cvd',
    'https://models.example.org/cvd/',
    'https://models.example.org/cvd/../a.cvd',
    'https://models.example.org/cvd/%2e%2e/a.cvd',
    'https://models.example.org/cvd/..%2fa.cvd',
    'https://models.example.org/cvd/\\..\\a.cvd',
    'https://models.example.org/cvd//a.cvd',
    'https://models.example.org/cvd/a.cvd?x=1',
    'https://models.example.org/cvd/a.cvd#x',
    'https://169.254.169.254/latest/meta-data',
  ])('refuses %j', (model) => {
    expect(() => readModelPlace(model, prefixes)).toThrow(ShardRefusedError);
  });

  it('takes no address at all unless some are allowed', () => {
    expect(() => readModelPlace('https://models.example.org/cvd/a.cvd', [])).toThrow(ShardRefusedError);
  });
});

describe('readUrlPrefixes', () => {
  it.each([
    'https://models.example.org',
    'https://models.example.org/cvd',
    'http://models.example.org/',
    'https://user@models.example.org/',
    'https://models.example.org/?a=/',
    'https://models.example.org/a/../',
    'models.example.org/',
    '',
  ])('refuses %j', (prefix) => {
    expect(() => readUrlPrefixes([prefix])).toThrow(InvalidOptionError);
  });
});
