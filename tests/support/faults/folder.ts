import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder that is removed when the file's tests are done. @returns a path of its own for each name */
export const testFolder = (): ((name: string) => string) => {
  const folder = mkdtempSync(join(tmpdir(), 'cvd-faults-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name) => join(folder, name);
};
