import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { CheckpointStore } from '../checkpoint/checkpoint-store.js';
import type { FileWriteError } from '../errors/file-write-error.js';
import { toReadError, toWriteError } from './file-errors.js';
import { pathBeside, writeWholeFile } from './write-beside.js';

/** The only file in the folder. */
const FILE = 'checkpoint.cvd';

/** A folder that nobody may write to, or on another disk than the one beside it, as where a container has a volume. */
const elsewhere = ['EXDEV', 'EACCES', 'EPERM', 'EROFS', 'ENOENT', 'EBUSY'];

/** Removes what a writer that was killed has left. */
const removeLeftovers = async (folder: string, name: string): Promise<void> => {
  const leftover = new RegExp(`^\\.${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\.[0-9a-f]{12}\\.part$`);
  const found = await readdir(folder).catch((): string[] => []);
  for (const file of found.filter((file) => leftover.test(file))) {
    await rm(join(folder, file), { force: true }).catch(() => {});
  }
};

/**
 * Keeps the latest checkpoint of one fit in a folder, which is made when the first one is written. The folder holds `checkpoint.cvd`,
 * whole at any time: it is written under another name beside the folder (inside of it where that cannot be) and then renamed.
 * @throws {FileReadError | FileWriteError}
 *
 * @example await model.fit(table, { checkpoints: checkpointFolder('run-1'), resume: 'if-present' });
 */
export const checkpointFolder = (folder: string): CheckpointStore => {
  const path = join(folder, FILE);
  const [outside, name] = [dirname(resolve(folder)), basename(resolve(folder))];
  let inside = false;
  let clean = false;
  const write = (bytes: Uint8Array): Promise<void> =>
    writeWholeFile(path, bytes, inside ? pathBeside(join(folder, `.${FILE}`)) : pathBeside(join(outside, `.${name}`)));
  return {
    name: folder,
    async write(bytes) {
      try {
        await mkdir(folder, { recursive: true });
      } catch (cause) {
        throw toWriteError(folder, cause);
      }
      if (!clean) {
        await removeLeftovers(outside, name);
        await removeLeftovers(folder, FILE);
        clean = true;
      }
      try {
        await write(bytes);
      } catch (error) {
        const code = ((error as FileWriteError).cause as NodeJS.ErrnoException | undefined)?.code ?? '';
        if (inside || !elsewhere.includes(code)) throw error;
        inside = true;
        await write(bytes);
      }
    },
    async read() {
      try {
        return await readFile(path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw toReadError(path, error);
      }
    },
  };
};
