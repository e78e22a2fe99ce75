import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sinkConformance } from '@cvd/core/testing';
import { afterAll, describe, it } from 'vitest';
import { duckdbSink } from '../src/duckdb-sink.js';
import { readLanded } from './landed-rows.js';

const folder = mkdtempSync(join(tmpdir(), 'cvd-duckdb-kit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

sinkConformance({
  runner: { describe, it },
  create: (target) => duckdbSink({ path: join(folder, `${target}.db`), table: 'rows' }),
  read: (target) => readLanded(join(folder, `${target}.db`), 'rows'),
});
