import { describe, expect, it } from 'vitest';
import { parseSeconds, parseThreads } from './limits.js';

const parse = parseSeconds('--max-seconds');

describe('limits', () => {
  it('are numbers above 0', () => {
    expect([parse('600'), parse('.5'), parse('1e3')]).toEqual([600, 0.5, 1000]);
    expect([parseThreads('1'), parseThreads('16')]).toEqual([1, 16]);
  });

  it.each(['', '0', '-1', 'many', 'Infinity', 'NaN'])('are not "%s"', (text) => {
    for (const read of [parse, parseThreads])
      expect(() => read(text)).toThrow(expect.objectContaining({ code: 'CVD_USAGE' }));
  });

  it('of threads are whole', () => {
    expect(() => parseThreads('1.5')).toThrow(/--threads 1\.5/);
  });
});
