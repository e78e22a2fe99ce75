import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sinkConformance } from '@cvd/core/testing';
import { afterAll, describe, it } from 'vitest';
import { parquetSink, readParquet } from '../src/index.js';

const folder = mkdtempSync(join(tmpdir(), 'cvd-parquet-kit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const pathOf = (target: string): string => join(folder, `${target}.parquet`);

sinkConformance({
  runner: { describe, it },
  create: (target) => parquetSink(pathOf(target)),
  async read(target) {
    if (!existsSync(pathOf(target))) return [];
    const rows = [...(await readParquet(pathOf(target))).toRows()];
    return rows.map((values) => ({ runId: null, rowIndex: null, values }));
  },
});
