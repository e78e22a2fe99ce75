import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { toWriteError } from './file-errors.js';
import { noteUnfinished } from './unfinished-files.js';

/** A file in the making: it appears under its name whole, or not at all. */
export interface PendingFile {
  /** The final path. */
  readonly path: string;
  /** Appends; settles when the system has taken the bytes. @throws {FileWriteError} */
  write(bytes: Uint8Array | string): Promise<void>;
  /** Flushes to disk and renames to the final path. @throws {FileWriteError} after which nothing is left behind */
  commit(): Promise<void>;
  /** Removes what was written; what stood under the path stays. May be called at any time, and twice. */
  discard(): Promise<void>;
}

const isDevice = async (path: string): Promise<boolean> => {
  const found = await stat(path).catch(() => null);
  return found !== null && !found.isFile() && !found.isDirectory();
};

/** A name for the unfinished file, in the same folder so that the rename stays on one disk. */
export const pathBeside = (path: string): string => `${path}.${randomBytes(6).toString('hex')}.part`;

/**
 * Opens a file beside `path` for writing. Devices and pipes (/dev/null) are written directly.
 * @param unfinished - its name until it is whole, on the same disk
 * @throws {FileWriteError}
 */
export const writeBeside = async (path: string, unfinished = pathBeside(path)): Promise<PendingFile> => {
  const direct = await isDevice(path);
  const beside = direct ? path : unfinished;
  const settled = direct ? () => {} : noteUnfinished(beside);
  let handle: FileHandle | null;
  try {
    handle = await open(beside, direct ? 'w' : 'wx');
  } catch (cause) {
    settled();
    throw toWriteError(path, cause);
  }
  const discard = async (): Promise<void> => {
    const closing = handle;
    handle = null;
    await closing?.close().catch(() => {});
    if (closing !== null && !direct) await rm(beside, { force: true });
    settled();
  };
  return {
    path,
    async write(bytes) {
      try {
        // writeFile on a handle appends at its position and writes everything, which write() does not promise.
        await handle!.writeFile(bytes);
      } catch (cause) {
        throw toWriteError(path, cause);
      }
    },
    async commit() {
      try {
        if (!direct) await handle!.sync();
        await handle!.close();
        if (!direct) await rename(beside, path);
        handle = null;
        settled();
      } catch (cause) {
        await discard();
        throw toWriteError(path, cause);
      }
    },
    discard,
  };
};

/** Writes a whole file beside, then renames it; see {@link writeBeside}. @throws {FileWriteError} */
export const writeWholeFile = async (path: string, bytes: Uint8Array | string, unfinished?: string): Promise<void> => {
  const file = await writeBeside(path, unfinished);
  try {
    await file.write(bytes);
  } catch (error) {
    await file.discard();
    throw error;
  }
  await file.commit();
};
