import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { queryAsAfterKill, withFolder } from './landed-rows.js';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const ROWS = 60_000;
const BATCH = 500;

/** The writer as one file, beside the package's dependencies. */
const buildWriter = async (): Promise<string> => {
  const folder = join(packageFolder, 'node_modules', '.cvd-test');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `kill-writer-${process.pid}.mjs`);
  await build({
    entryPoints: [join(packageFolder, 'test', 'kill-writer.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['@duckdb/node-api', '@cvd/core'],
  });
  return outfile;
};

describe('a writer that is killed', () => {
  it('again and again leaves every settled row, and in the end every row once', async () => {
    const writer = await buildWriter();
    await withFolder(async (folder) => {
      const path = join(folder, 'warehouse.db');
      const start = () =>
        spawn(process.execPath, [writer, path, String(ROWS), String(BATCH)], { stdio: ['ignore', 'pipe', 'inherit'] });
      let interrupted = 0;
      for (let round = 0; round < 6; round++) {
        const child = start();
        let told = '';
        child.stdout.on('data', (chunk) => (told += chunk));
        await once(child.stdout, 'data');
        await new Promise((resolve) => setTimeout(resolve, 15 + 37 * round)); // anywhere in a batch, its commit or a checkpoint
        child.kill('SIGKILL');
        const [code] = await once(child, 'exit');
        if (code === null) interrupted++;
        const settled = told.split('\n').slice(0, -1).map(Number);
        const rows = await queryAsAfterKill(path, 'SELECT _row_index FROM patients');
        const present = new Set(rows!.map((row) => Number(row._row_index)));
        for (const first of settled)
          for (let i = first; i < first + BATCH; i++)
            if (!present.has(i)) expect.fail(`row ${i} was settled and is gone`);
        expect(rows!.length % BATCH).toBe(0); // whole batches only
        expect(rows!.length).toBe(present.size);
      }
      expect(interrupted).toBeGreaterThan(0);
      const last = start();
      last.stdout.resume();
      expect((await once(last, 'exit'))[0]).toBe(0);
      const found = await queryAsAfterKill(
        path,
        `SELECT count(*) AS rows, count(DISTINCT _row_index) AS distinct_rows, min(_row_index) AS low, max(_row_index) AS high,
           count_if(i <> _row_index OR label IS DISTINCT FROM CASE WHEN i % 11 = 0 THEN NULL ELSE 'label ' || (i % 7)::INTEGER END) AS wrong FROM patients`,
      );
      expect(found).toEqual([
        { rows: BigInt(ROWS), distinct_rows: BigInt(ROWS), low: 0n, high: BigInt(ROWS - 1), wrong: 0n },
      ]);
    });
    rmSync(writer, { force: true });
  });
});
