import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { FileWriteError } from '@cvd/core';
import { toWriteError } from '@cvd/core/node';
import { UsageError } from '../errors/usage-error.js';
import { parseLocation } from './location.js';

/** Files by what they are called in messages, as `--out`; undefined and `-` are no files. */
type NamedFiles = Readonly<Record<string, string | undefined>>;

/** The file of rows named on the command line. @throws {UsageError} for a name that says no form */
export const fileOf = (text: string): string => {
  const location = parseLocation(text);
  return location.kind === 'stdout' ? '-' : location.path;
};

/** Null for devices and pipes, which nothing replaces. */
const keyOf = async (path: string): Promise<string | null> => {
  const found = await stat(path).catch(() => null);
  if (found !== null && !found.isFile()) return null;
  const absolute = resolve(path);
  return realpath(absolute).catch(async () =>
    join(await realpath(dirname(absolute)).catch(() => dirname(absolute)), basename(absolute)),
  );
};

/** Notices before the work what would otherwise be noticed after it. @throws {FileWriteError} */
const checkPlace = async (path: string): Promise<void> => {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) throw new FileWriteError(path, 'it is a folder');
  if (found === null) {
    await stat(dirname(path)).catch((error: unknown) => {
      throw toWriteError(path, error);
    });
  }
};

/**
 * Makes sure that no file to be written replaces one that is read, or another one that is written, and that each has a
 * folder to stand in.
 * @throws {UsageError} naming the two
 * @throws {FileWriteError}
 */
export const checkNames = async (inputs: NamedFiles, outputs: NamedFiles): Promise<void> => {
  const taken = new Map<string, string>();
  for (const files of [inputs, outputs]) {
    for (const [name, path] of Object.entries(files)) {
      const key = path === undefined || path === '-' ? null : await keyOf(path);
      if (key === null) continue;
      const other = taken.get(key);
      if (other !== undefined && files === outputs)
        throw new UsageError(`${other} and ${name} are one file, ${path}. Give them different names.`);
      taken.set(key, name);
    }
  }
  for (const path of Object.values(outputs)) if (path !== undefined && path !== '-') await checkPlace(path);
};
