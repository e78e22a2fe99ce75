import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidModelFileError } from '../errors/invalid-model-file-error.js';
import { decodeModelFile } from './decode-model-file.js';
import { encodeModelFile } from './encode-model-file.js';
import { modelDigest } from './model-digest.js';
import type { ModelFile, Tensor } from './model-file.js';
import { readSafetensors } from './safetensors-read.js';

const small: ModelFile = {
  version: 1,
  method: 'copula',
  packageVersion: '1.2.3',
  content: { columns: ['BMI', 'Größe 身長'], options: { seed: 7, rareBelow: 5 }, nothing: null },
  tensors: {
    knots: { dtype: 'F64', shape: [2, 3], data: new Float64Array([0.1, -0, 5e-324, 1e300, Math.PI, -1]) },
    codes: { dtype: 'I32', shape: [3], data: new Int32Array([1, -2, 2 ** 31 - 1]) },
    names: { dtype: 'U8', shape: [5], data: new TextEncoder().encode('a"b\\c') },
    big: { dtype: 'I64', shape: [1], data: new BigInt64Array([2n ** 62n]) },
    weights: { dtype: 'F32', shape: [1, 2], data: new Float32Array([0.5, -0.25]) },
    none: { dtype: 'F64', shape: [0, 4], data: new Float64Array(0) },
    scalar: { dtype: 'F64', shape: [], data: new Float64Array([4]) },
  },
};

const refusal = (bytes: Uint8Array): unknown => {
  try {
    decodeModelFile(bytes);
  } catch (error) {
    return error;
  }
  return null;
};

describe('encodeModelFile and decodeModelFile', () => {
  it('give the model back', () => {
    expect(decodeModelFile(encodeModelFile(small))).toEqual(small);
  });

  it('give equal bytes for tensors in any order', () => {
    const reversed = { ...small, tensors: Object.fromEntries(Object.entries(small.tensors).reverse()) };
    expect(encodeModelFile(reversed)).toEqual(encodeModelFile(small));
  });

  it('align every tensor to its element size', () => {
    for (const { name, dtype, begin } of readSafetensors(encodeModelFile(small)).tensors)
      expect([name, begin % Number(dtype.slice(1) === '8' ? 1 : Number(dtype.slice(1)) / 8)]).toEqual([name, 0]);
  });

  it('read bytes that do not begin at a multiple of 8 and hand out copies of them', () => {
    const bytes = encodeModelFile(small);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    const model = decodeModelFile(shifted.subarray(3));
    shifted.fill(0);
    expect(model).toEqual(small);
  });

  it('read a Buffer, whose slice() shares memory', () => {
    const buffer = Buffer.from(encodeModelFile(small));
    const model = decodeModelFile(buffer);
    buffer.fill(0);
    expect(model).toEqual(small);
  });

  it('keep keys such as __proto__ as own properties and pollute nothing', () => {
    const content = JSON.parse('{"__proto__":{"polluted":true},"constructor":1}');
    const tensors = Object.fromEntries([['__proto__', small.tensors.codes!]]);
    const model = decodeModelFile(encodeModelFile({ ...small, content, tensors }));
    expect(Object.keys(model.content)).toEqual(['__proto__', 'constructor']);
    expect(Object.keys(model.tensors)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('refuse content that JSON would change', () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    const values = [Number.NaN, Infinity, 1n, () => 0, new Map(), new Date(0), new Float64Array(1), [undefined], loop];
    for (const value of values)
      expect(() => encodeModelFile({ ...small, content: { deep: [{ value }] } })).toThrow(InvalidModelFileError);
    expect(() => encodeModelFile({ ...small, content: { deep: [{ value: Number.NaN }] } })).toThrow(
      'the model.content.deep[0].value cannot be written: NaN is no JSON number',
    );
  });

  it('refuse tensors that fit neither their shape nor their dtype, and reserved names', () => {
    const codes = small.tensors.codes!;
    const tensors: Record<string, Tensor>[] = [
      { codes: { ...codes, shape: [4] } },
      { codes: { ...codes, dtype: 'F32' } },
      { codes: { ...codes, shape: [2 ** 40, 2 ** 40] } },
      { integrity: codes },
      { __metadata__: codes },
    ];
    for (const wrong of tensors)
      expect(() => encodeModelFile({ ...small, tensors: wrong })).toThrow(InvalidModelFileError);
  });

  it('round-trip any JSON content', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const content = JSON.parse(JSON.stringify(value)); // -0 has no JSON form of its own
        expect(decodeModelFile(encodeModelFile({ ...small, content })).content).toEqual(content);
      }),
      { numRuns: 200, seed: 1 },
    );
  });
});

describe('a damaged model file', () => {
  const bytes = encodeModelFile(small);

  it('is refused when cut at any byte', () => {
    for (let length = 0; length < bytes.length; length++)
      expect([length, (refusal(bytes.subarray(0, length)) as InvalidModelFileError)?.code]).toEqual([
        length,
        'CVD_INVALID_MODEL_FILE',
      ]);
  });

  it('is refused when any bit of any byte is flipped', () => {
    const flipped = bytes.slice();
    for (let at = 0; at < bytes.length; at++)
      for (const mask of [1, 2, 4, 8, 16, 32, 64, 128, 255]) {
        flipped[at] = bytes[at]! ^ mask;
        const code = (refusal(flipped) as InvalidModelFileError)?.code;
        flipped[at] = bytes[at]!;
        if (code !== 'CVD_INVALID_MODEL_FILE') expect.fail(`byte ${at} ^ ${mask}: ${code}`);
      }
  });

  it('is refused when bytes follow', () => {
    const longer = new Uint8Array(bytes.length + 1);
    longer.set(bytes);
    expect(refusal(longer)).toBeInstanceOf(InvalidModelFileError);
  });

  it('is refused at strided places of a large model', () => {
    const data = new Float64Array(20_000).map((_, i) => i);
    const large = encodeModelFile({ ...small, tensors: { data: { dtype: 'F64', shape: [100, 200], data } } });
    for (let at = 0; at < large.length; at += 4_999) {
      expect(refusal(large.subarray(0, at))).toBeInstanceOf(InvalidModelFileError);
      const flipped = large.slice();
      flipped[at]! ^= 1;
      expect(refusal(flipped)).toBeInstanceOf(InvalidModelFileError);
    }
  });

  it('says what is wrong and what to do', () => {
    const flipped = bytes.slice();
    flipped[bytes.length - 40]! ^= 1;
    expect((refusal(flipped) as Error).message).toBe(
      'Model file: its bytes do not match their SHA-256; it was damaged or altered. Copy or download it again, or fit and save the model once more.',
    );
  });

  it('is refused when it is no model at all', () => {
    for (const text of ['', 'a,b\n1,2\n3,4\n5,6', '{"version":1}', '\x02\0\0\0\0\0\0\0{}'])
      expect(refusal(new TextEncoder().encode(text))).toBeInstanceOf(InvalidModelFileError);
    for (const text of ['a,b\n1,2\n3,4\n5,6', '\ufeffGröße,Gewicht\n1,2', '{"version":1}'])
      expect(refusal(new TextEncoder().encode(text))).toMatchObject({ problem: 'it is no cvd model file' });
  });
});

describe('modelDigest', () => {
  it('is the SHA-256 of the bytes', () => {
    expect(modelDigest(new TextEncoder().encode('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
