import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readModelInFolder } from './model-file-bytes.js';

const above = mkdtempSync(join(tmpdir(), 'cvd-models-'));
const folder = join(above, 'models');
afterAll(() => rmSync(above, { recursive: true, force: true }));

beforeAll(() => {
  mkdirSync(join(folder, 'inner'), { recursive: true });
  writeFileSync(join(folder, 'a.cvd'), 'model a');
  writeFileSync(join(folder, 'inner', 'b.cvd'), 'model b');
  writeFileSync(join(above, 'secret'), 'not for anyone');
  symlinkSync('a.cvd', join(folder, 'latest'));
  symlinkSync(join(above, 'secret'), join(folder, 'out'));
  symlinkSync(join('inner', 'b.cvd'), join(folder, 'deeper'));
  symlinkSync('loop', join(folder, 'loop'));
  symlinkSync(folder, join(above, 'link-to-models'));
  if (process.platform !== 'win32') execFileSync('mkfifo', [join(folder, 'pipe')]);
});

const read = (name: string, maxBytes = 100) => readModelInFolder(folder, name, maxBytes);

describe('readModelInFolder', () => {
  it('reads a file of the folder, through a link inside it too, and where the folder itself is a link', async () => {
    for (const bytes of [await read('a.cvd', 7), await read('latest')])
      expect(Buffer.from(bytes).toString()).toBe('model a');
    expect(Buffer.from(await readModelInFolder(join(above, 'link-to-models'), 'a.cvd', 7)).toString()).toBe('model a');
  });

  it.each<[name: string, problem: string]>([
    ['b.cvd', 'there is no model'],
    ['out', 'leads out of the model folder'],
    ['deeper', 'leads out of the model folder'],
    ['loop', 'there is no model'],
    ['inner', 'no file'],
    ['pipe', 'no file'],
  ])('refuses %s', async (name, problem) => {
    await expect(read(name)).rejects.toThrow(expect.objectContaining({ code: 'CVD_SHARD_REFUSED' }));
    await expect(read(name)).rejects.toThrow(problem);
  });

  it('refuses a file that is too large, without reading it', async () => {
    await expect(read('a.cvd', 6)).rejects.toThrow(/has 7 bytes; this worker reads 6 at most/);
  });

  it('does not blame the request where the folder itself is missing', async () => {
    await expect(readModelInFolder(join(above, 'gone'), 'a.cvd', 100)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
