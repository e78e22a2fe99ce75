import { readdirSync, readFileSync } from 'node:fs';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { createRandomSource } from '../random/counter-random.js';
import { exp, expm1 } from './exp.js';
import { log, log1p } from './log.js';
import { normalCdf } from './normal.js';
import { normalQuantile } from './normal-quantile.js';

/** Functions of Math that ECMAScript defines to the bit; the others may differ between engines. */
const exact = new Set(['abs', 'ceil', 'floor', 'fround', 'imul', 'max', 'min', 'round', 'sign', 'sqrt', 'trunc']);

describe('numerical functions', () => {
  it('call nothing of Math that may differ between engines', () => {
    const folder = new URL('./', import.meta.url);
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
    );
    expect(sources.length).toBeGreaterThan(25);
    for (const path of sources) {
      // Comments may name what the code avoids.
      const code = readFileSync(new URL(path, folder), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      const calls = [...code.matchAll(/Math\.([a-z]\w*)/g)].map((match) => match[1]!);
      expect({ path, inexact: calls.filter((name) => !exact.has(name)) }).toEqual({ path, inexact: [] });
      // The operator ** is Math.pow; with literal powers of two it is exact and folded, with variables it may not be.
      const powers = [...code.matchAll(/(\S+) \*\* (\S+)/g)].filter(
        ([, base, power]) => base !== '2' && !/^2\b/.test(power!),
      );
      expect({ path, powers: powers.map(([text]) => text) }).toEqual({ path, powers: [] });
    }
  });

  it('give the bits they gave before, on every engine and version', () => {
    // Made on Node 20. Another digest means other sampled rows for the same seed: a breaking change.
    const n = 10_000;
    const u = new Float64Array(n);
    createRandomSource(1).uniformsInto(u, 0);
    const digest = (f: (u: number) => number): string =>
      bytesToHex(sha256(new Uint8Array(u.map(f).buffer))).slice(0, 16);
    expect({
      exp: digest((v) => exp(1400 * v - 700)),
      expm1: digest((v) => expm1(20 * v - 10)),
      log: digest((v) => log(v * v)),
      log1p: digest((v) => log1p(10 * v - 0.999)),
      normalCdf: digest((v) => normalCdf(76 * v - 38)),
      normalQuantile: digest((v) => normalQuantile(v)),
    }).toEqual({
      exp: '14f257d6e87b939e',
      expm1: '6b1edb86233c6a42',
      log: '27989898b91ba1b1',
      log1p: '06f10429810c2ecb',
      normalCdf: 'a1fead24ffe18cf8',
      normalQuantile: 'dcc86bba7332e258',
    });
  });
});
