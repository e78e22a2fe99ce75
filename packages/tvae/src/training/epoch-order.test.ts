import { createRandomSource } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { epochOrder } from './epoch-order.js';

const random = createRandomSource(3).child('order');

describe('epochOrder', () => {
  it.each([1, 2, 3, 1023, 1024, 1025, 5000])('holds each of %i rows once', (rows) => {
    const sorted = epochOrder(random, 4, rows).sort();
    expect(sorted.every((row, i) => row === i)).toBe(true);
  });

  it('depends on the epoch and the source alone', () => {
    const again = epochOrder(createRandomSource(3).child('order'), 7, 2000);
    expect(again).toEqual(epochOrder(random, 7, 2000));
    expect(again).not.toEqual(epochOrder(random, 8, 2000));
    expect(again).not.toEqual(epochOrder(createRandomSource(4).child('order'), 7, 2000));
  });

  it('shares no words between the blocks of neighbouring epochs', () => {
    // Three blocks an epoch; equal words would show as equal displacements.
    const [a, b] = [epochOrder(random, 0, 3000), epochOrder(random, 1, 3000)];
    const same = a.filter((row, i) => row === b[i]).length;
    // Two independent shuffles agree in 1 ± 1 places.
    expect(same).toBeLessThan(7);
  });

  it('puts every row at every place equally often', () => {
    const [rows, epochs] = [5, 20_000];
    const counts = new Float64Array(rows * rows);
    for (let epoch = 0; epoch < epochs; epoch++) {
      for (const [i, row] of epochOrder(random, epoch, rows).entries()) counts[i * rows + row]!++;
    }
    const sd = Math.sqrt((epochs / rows) * (1 - 1 / rows));
    for (const count of counts) expect(Math.abs(count - epochs / rows)).toBeLessThan(4.5 * sd);
  });
});
