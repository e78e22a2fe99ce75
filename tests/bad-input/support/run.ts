import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorCode } from '@cvd/core';
import { expect } from 'vitest';
import { bin, type CvdOptions, cvd, type Outcome } from '../../../packages/cli/test/support/cvd.js';
import { command } from '../../support/command.js';

/** Every file below the folder. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

export interface Refusal {
  /** 1 failed, 2 wrong use of the command line. */
  readonly exit: 1 | 2;
  readonly code: ErrorCode;
  /** Part of what the user reads. */
  readonly says: RegExp;
}

/** What a user sees of a refusal: `cvd: sentence. [CODE]`, nothing on standard output, no stack trace. */
export const expectRefusal = ({ code, stdout, stderr }: Omit<Outcome, 'bytes'>, expected: Refusal): void => {
  expect(stderr).toMatch(/^cvd: \S.*[.] \[[A-Z_]+\]\n$/s);
  expect(stderr).toContain(`[${expected.code}]`);
  expect(stderr).toMatch(expected.says);
  expect(stderr).not.toMatch(/^\s+at |node:internal|\[object |\bundefined\b|TypeError/m);
  expect(stdout).toBe('');
  expect(code).toBe(expected.exit);
};

/** Runs `cvd` in the folder; it must be refused and leave the folder as it was. */
export const refused = async (
  folder: string,
  args: readonly string[],
  expected: Refusal,
  run: (
    args: readonly string[],
    options: CvdOptions,
  ) => Promise<Omit<Outcome, 'bytes' | 'code'> & { code: number | null }> = cvd,
): Promise<void> => {
  const before = filesIn(folder);
  const { code, stdout, stderr } = await run(args, { cwd: folder });
  expectRefusal({ code: code ?? -1, stdout, stderr }, expected);
  expect(filesIn(folder)).toEqual(before);
};

/** Runs `cvd` in the folder; it must do its work. */
export const done = async (folder: string, args: readonly string[]): Promise<Outcome> => {
  const outcome = await cvd(args, { cwd: folder });
  expect(outcome.stderr).not.toMatch(/^cvd: /m);
  expect(outcome.code, outcome.stderr).toBe(0);
  return outcome;
};

/**
 * Runs `cvd` from a shell script, where `"$@"` is the command.
 * @example shell('ulimit -f 8; exec "$@"', ['info', 'model.cvd'], { cwd })
 */
export const shell = (script: string, args: readonly string[], { cwd }: { readonly cwd?: string } = {}) =>
  command('sh', ['-c', script, 'sh', process.execPath, bin, ...args], cwd === undefined ? {} : { cwd });
