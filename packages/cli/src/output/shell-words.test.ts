import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shellWords } from './shell-words.js';

describe('shellWords', () => {
  it('quotes what a shell would read as something else, and nothing else', () => {
    expect(shellWords(['cvd', 'stream', 'model.cvd', '--where', "Sex='m' & x", 'duckdb:a.db#t', ''])).toBe(
      `cvd stream model.cvd --where 'Sex='\\''m'\\'' & x' 'duckdb:a.db#t' ''`,
    );
  });

  it('is read back by a shell', () => {
    const words = ['a b', "it's", '"Height_(cm)" < 170', '$HOME', '`x`', 'a\\b', '*', '#', '~', '{a,b}', 'é\n'];
    const script = `printf '%s\\0' ${shellWords(words)}`;
    expect(execFileSync('sh', ['-c', script]).toString().split('\0').slice(0, -1)).toEqual(words);
  });
});
