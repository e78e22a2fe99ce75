import { readFileSync } from 'node:fs';
import { erfc } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { consecutiveRows, namedRows, type StreamNoise, streamNoise } from './stream-noise.js';

interface Fixture {
  readonly key: readonly [number, number];
  readonly stream: number;
  readonly step?: number;
  readonly attempt: number;
  readonly rows: number;
  readonly cols: number;
  readonly named?: readonly (readonly [number, number])[];
  /** First row of the values below. */
  readonly from: number;
  readonly words: readonly (readonly number[])[];
  readonly uniforms: readonly (readonly number[])[];
  readonly normals: readonly (readonly number[])[];
  readonly gumbels: readonly (readonly number[])[];
}

const fixtures = JSON.parse(readFileSync(new URL('./fixtures/noise.json', import.meta.url), 'utf8')) as Fixture[];

const noiseOf = ({ key, stream, step = 0, attempt, rows, named }: Fixture): StreamNoise => {
  const clock = { step, attempt };
  const numbers = named && Int32Array.from(named.flat(), (half) => half | 0);
  return streamNoise(key, stream, clock, numbers ? namedRows(numbers) : consecutiveRows(clock, rows));
};

describe.each(fixtures)('stream $stream, step $step, attempt $attempt beside NumPy', (fixture) => {
  const noise = noiseOf(fixture);
  const every = (body: (r: number, c: number, i: number) => void): void => {
    fixture.words.forEach((row, i) => {
      row.forEach((_, c) => {
        body(fixture.from + i, c, i);
      });
    });
  };

  it('has the same words and uniforms', () => {
    every((r, c, i) => {
      expect(noise.word(r, c)).toBe(fixture.words[i]![c]!);
      expect(noise.uniform(r, c)).toBe(fixture.uniforms[i]![c]!);
    });
  });

  it('has the same normals and Gumbel numbers within rounding', () => {
    every((r, c, i) => {
      expect(Math.abs(noise.normal(r, c) - fixture.normals[i]![c]!)).toBeLessThan(1e-14);
      expect(Math.abs(noise.gumbel(r, c) - fixture.gumbels[i]![c]!)).toBeLessThan(1e-14);
    });
  });

  it('does not depend on the order of the calls', () => {
    const other = noiseOf(fixture);
    const last = other.word(fixture.from, fixture.cols - 1);
    expect(other.word(fixture.from, 0)).toBe(fixture.words[0]![0]!);
    expect(last).toBe(fixture.words[0]!.at(-1)!);
  });
});

// Fixed seeds; a statistic beyond these bounds comes up in fewer than one of 10,000 right generators.
describe('a hundred thousand draws', () => {
  const [rows, cols] = [2000, 50];
  const noise = streamNoise([3, 5], 9, { step: 0 }, consecutiveRows({ step: 0 }, rows));
  const all = (kind: 'uniform' | 'normal' | 'gumbel'): number[] =>
    Array.from({ length: rows * cols }, (_, i) => noise[kind](Math.floor(i / cols), i % cols));
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const n = rows * cols;

  /** Largest distance of the share of values below x from the distribution function; √n times it is beyond 2.2 for 1 in 10,000. */
  const kolmogorov = (values: readonly number[], cdf: (x: number) => number): number =>
    [...values]
      .sort((a, b) => a - b)
      .reduce((worst, value, i) => Math.max(worst, (i + 1) / n - cdf(value), cdf(value) - i / n), 0) * Math.sqrt(n);

  it('are uniform, exact in float32, inside (0, 1)', () => {
    const values = all('uniform');
    expect(values.every((u) => u > 0 && u < 1 && Math.fround(u) === u)).toBe(true);
    expect(kolmogorov(values, (x) => x)).toBeLessThan(2.2);
  });

  it('are normal, neighbours uncorrelated', () => {
    const values = all('normal');
    expect(kolmogorov(values, (x) => erfc(-x / Math.SQRT2) / 2)).toBeLessThan(2.2);
    for (const lag of [1, 2, cols]) {
      const product = mean(values.slice(lag).map((value, i) => value * values[i]!));
      expect(Math.abs(product)).toBeLessThan(4 / Math.sqrt(n));
    }
    const fourth = mean(values.map((value) => value ** 4));
    // Variance of z⁴ is 96.
    expect(Math.abs(fourth - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
  });

  it('are Gumbel: their mean is Euler’s constant', () => {
    const values = all('gumbel');
    expect(kolmogorov(values, (x) => Math.exp(-Math.exp(-x)))).toBeLessThan(2.2);
    expect(Math.abs(mean(values) - 0.5772156649)).toBeLessThan((4 * Math.PI) / Math.sqrt(6 * n));
  });
});
