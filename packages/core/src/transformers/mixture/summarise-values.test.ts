import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandomSource } from '../../random/counter-random.js';
import { SAMPLE_ROWS, summariseValues } from './summarise-values.js';

const random = createRandomSource(2);
const sum = (values: Float64Array): number => values.reduce((all, value) => all + value, 0);

describe('summariseValues', () => {
  it('keeps few distinct values apart, with their counts', () => {
    const { data, exponent } = summariseValues(Float64Array.of(3, -0, 1, 3, Number.NaN, 0, 3), random);
    expect([...data.values].map((value) => value * 2 ** exponent)).toEqual([0, 1, 3]);
    expect([...data.counts]).toEqual([2, 1, 3]);
    expect([...data.spreads]).toEqual([0, 0, 0]);
    expect(data.total).toBe(6);
  });

  it('has nothing to say of a column without values', () => {
    expect(summariseValues(new Float64Array(0), random).data.length).toBe(0);
    expect(summariseValues(Float64Array.of(Number.NaN, Number.NaN), random).data.length).toBe(0);
  });

  it('joins many values to groups that keep rows, mean and variance, and part no equal values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.double({ noNaN: true, min: -1e3, max: 1e3 }), fc.integer({ min: -3, max: 3 })), {
          minLength: 60,
          maxLength: 400,
        }),
        (numbers) => {
          const column = Float64Array.from(numbers);
          const { data, exponent } = summariseValues(column, random, 32);
          expect(data.length).toBeLessThanOrEqual(32);
          expect(sum(data.counts)).toBe(numbers.length);
          const scale = 2 ** exponent;
          const mean = sum(column) / column.length;
          const groupMean = data.values.reduce((all, value, i) => all + value * data.counts[i]!, 0) / column.length;
          expect(groupMean * scale).toBeCloseTo(mean, 9);
          const squares = column.reduce((all, value) => all + (value - mean) ** 2, 0);
          const groupSquares = data.values.reduce(
            (all, value, i) => all + data.counts[i]! * (value - groupMean) ** 2 + data.spreads[i]!,
            0,
          );
          expect(Math.abs(groupSquares * scale * scale - squares)).toBeLessThan(1e-9 * squares + 1e-12);
          for (let i = 1; i < data.length; i++) expect(data.values[i]!).toBeGreaterThan(data.values[i - 1]!);
        },
      ),
    );
  });

  it('draws a bounded part of very many rows, seeded, and counts it for all present ones', () => {
    const rows = SAMPLE_ROWS + 100_000;
    const column = Float64Array.from({ length: rows }, (_, i) => (i % 10 === 9 ? Number.NaN : i % 3));
    const { data } = summariseValues(column, random);
    expect(data.total).toBe(rows * 0.9);
    expect(sum(data.counts)).toBeCloseTo(rows * 0.9, 3);
    expect(summariseValues(column, createRandomSource(2)).data).toEqual(data);
    expect(summariseValues(column, createRandomSource(3)).data).not.toEqual(data);
    // A third each; one of every stretch of 1.08 rows is drawn, so that the error is below that of independent draws.
    const error = Math.sqrt((1 / 3) * (2 / 3) * SAMPLE_ROWS) * (data.total / SAMPLE_ROWS);
    for (const count of data.counts) expect(Math.abs(count - data.total / 3)).toBeLessThan(4 * error);
  });
});
