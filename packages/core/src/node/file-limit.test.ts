import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'cvd-limit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program that writes about 10 MB, run where files may not grow beyond 64 KiB: the system refuses as on a full disk. */
const program = (source: string) => `
  import { tableFromColumns } from '${source}/table/table-from-columns.ts';
  import { writeCsv } from '${source}/node/write-csv.ts';
  const batch = tableFromColumns({ a: Float64Array.from({ length: 10_000 }, (_, i) => i / 7) });
  const target = process.argv[2];
  try {
    await writeCsv(Array(50).fill(batch), target);
    console.log('written');
  } catch (error) {
    console.log(error.code);
  }
`;

describe.skipIf(process.platform === 'win32')('a file that cannot grow', () => {
  it.each(['out.csv', 'out.csv.gz'])('leaves %s as it was, and nothing beside it', async (name) => {
    const source = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
    const bundle = join(folder, 'program.mjs');
    await build({
      stdin: { contents: program(source), resolveDir: source, loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: bundle,
      logLevel: 'silent',
    });
    const target = join(folder, name);
    writeFileSync(target, 'before');
    const script = `trap '' XFSZ; ulimit -f 128; exec "$0" "$@"`;
    const { stdout, stderr } = spawnSync('sh', ['-c', script, process.execPath, bundle, target], { encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: 'CVD_FILE_WRITE\n', stderr: '' });
    expect(readFileSync(target, 'utf8')).toBe('before');
    expect(readdirSync(folder).filter((entry) => entry.startsWith('out.'))).toEqual([name]);
    rmSync(target);
  });
});
