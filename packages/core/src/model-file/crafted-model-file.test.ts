import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import { ModelVersionError } from '../errors/model-version-error.js';
import { decodeModelFile } from './decode-model-file.js';

/** A file with a right digest around any header: what damage cannot make but someone may. */
const craft = (header: unknown, dataBytes: number): Uint8Array => {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  if (dataBytes >= 32) bytes.set(sha256(bytes.subarray(0, bytes.length - 32)), bytes.length - 32);
  return bytes;
};

const json = JSON.stringify({ method: 'copula', packageVersion: '1.0.0', content: {} });
const meta = { format: 'cvd-model', version: '1', json };
const integrity = (at: number) => ({ dtype: 'U8', shape: [32], data_offsets: [at, at + 32] });
const tensor = (begin: number, end: number, shape: unknown = [(end - begin) / 8], dtype = 'F64') => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

describe('decodeModelFile on crafted files', () => {
  it('accepts the plain case, so that the refusals below are about what they name', () => {
    expect(decodeModelFile(craft({ __metadata__: meta, a: tensor(0, 16), integrity: integrity(16) }, 48)).method).toBe(
      'copula',
    );
  });

  it.each<[string, unknown, number, RegExp]>([
    ['a gap', { __metadata__: meta, a: tensor(8, 16), integrity: integrity(16) }, 48, /leaves a gap/],
    [
      'an overlap',
      { __metadata__: meta, a: tensor(0, 16), b: tensor(8, 24), integrity: integrity(24) },
      56,
      /overlaps/,
    ],
    ['bytes past the end', { __metadata__: meta, a: tensor(0, 8), integrity: integrity(8) }, 41, /describes/],
    [
      'an offset outside',
      { __metadata__: meta, a: tensor(0, 1 << 20), integrity: integrity(16) },
      48,
      /outside the file/,
    ],
    [
      'reversed offsets',
      { __metadata__: meta, a: tensor(16, 0, [0]), integrity: integrity(16) },
      48,
      /outside the file/,
    ],
    ['negative offsets', { __metadata__: meta, a: tensor(-8, 8), integrity: integrity(16) }, 48, /invalid offsets/],
    [
      'a shape of other size',
      { __metadata__: meta, a: tensor(0, 16, [3]), integrity: integrity(16) },
      48,
      /has 16 bytes/,
    ],
    [
      'a shape that overflows',
      { __metadata__: meta, a: tensor(0, 16, [2 ** 52, 2 ** 52]), integrity: integrity(16) },
      48,
      /bytes/,
    ],
    ['a fractional shape', { __metadata__: meta, a: tensor(0, 16, [0.5, 4]), integrity: integrity(16) }, 48, /shape/],
    ['an unknown dtype', { __metadata__: meta, a: tensor(0, 16, [2], 'BF16'), integrity: integrity(16) }, 48, /BF16/],
    [
      'a dtype from the prototype',
      { __metadata__: meta, a: tensor(0, 16, [2], 'toString'), integrity: integrity(16) },
      48,
      /toString/,
    ],
    ['no tensor object', { __metadata__: meta, a: null, integrity: integrity(16) }, 48, /JSON object/],
    ['integrity not last', { __metadata__: meta, integrity: integrity(0), a: tensor(32, 64) }, 64, /last tensor/],
    ['no integrity', { __metadata__: meta, a: tensor(0, 48) }, 48, /last tensor/],
    ['another format', { __metadata__: { ...meta, format: 'pt' }, integrity: integrity(0) }, 32, /"pt"/],
    ['no metadata', { integrity: integrity(0) }, 32, /format is null/],
    ['metadata that is no text', { __metadata__: { ...meta, extra: 1 }, integrity: integrity(0) }, 32, /"extra"/],
    ['a version that is none', { __metadata__: { ...meta, version: 'x' }, integrity: integrity(0) }, 32, /"x"/],
    ['broken json', { __metadata__: { ...meta, json: '{' }, integrity: integrity(0) }, 32, /not valid JSON/],
    [
      'json without a method',
      { __metadata__: { ...meta, json: '{"content":{}}' }, integrity: integrity(0) },
      32,
      /lacks/,
    ],
    ['json that is null', { __metadata__: { ...meta, json: 'null' }, integrity: integrity(0) }, 32, /lacks/],
    ['a header that is an array', '[1]', 32, /no JSON object/],
    ['a header that is no JSON', '{,}', 32, /not valid JSON/],
  ])('refuses %s', (_, header, dataBytes, message) => {
    expect(() => decodeModelFile(craft(header, dataBytes))).toThrow(
      expect.objectContaining({ code: 'CVD_INVALID_MODEL_FILE', message: expect.stringMatching(message) }),
    );
  });

  it('refuses a header longer than the limit or the file before reading it', () => {
    const bytes = craft({ __metadata__: meta, integrity: integrity(0) }, 32);
    for (const length of [2n ** 64n - 1n, 2n ** 40n, BigInt(bytes.length)]) {
      new DataView(bytes.buffer).setBigUint64(0, length, true);
      expect(() => decodeModelFile(bytes)).toThrow(/announce a header/);
    }
  });

  it('asks for an upgrade when a whole file is of a newer layout', () => {
    const bytes = craft({ __metadata__: { ...meta, version: '2', json: 'unknown' }, integrity: integrity(0) }, 32);
    expect(() => decodeModelFile(bytes)).toThrow(ModelVersionError);
    expect(() => decodeModelFile(bytes)).toThrow(/version 2.*Upgrade @cvd\/core/);
  });
});
