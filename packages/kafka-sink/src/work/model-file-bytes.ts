import { constants } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ShardRefusedError } from './shard-refused-error.js';
import { quoted } from './shard-request.js';

/** Not blocking: to open a named pipe would wait for its writer. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const missing = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR', 'ENXIO']);

const orRefuse = (name: string) => (error: NodeJS.ErrnoException) => {
  if (!missing.has(error.code ?? '')) throw error;
  throw new ShardRefusedError(`there is no model ${quoted(name)} in the model folder`, { cause: error });
};

const readAtMost = async (handle: FileHandle, name: string, maxBytes: number): Promise<Uint8Array> => {
  const stat = await handle.stat();
  if (!stat.isFile()) throw new ShardRefusedError(`${quoted(name)} in the model folder is no file`);
  if (stat.size > maxBytes)
    throw new ShardRefusedError(`model ${quoted(name)} has ${stat.size} bytes; this worker reads ${maxBytes} at most`);
  const bytes = new Uint8Array(stat.size);
  let at = 0;
  while (at < bytes.length) {
    const { bytesRead } = await handle.read(bytes, at, bytes.length - at, at);
    if (bytesRead === 0) break; // it is being written at this moment: the digest will tell
    at += bytesRead;
  }
  return bytes.subarray(0, at);
};

/**
 * The bytes of a file that stands in the folder itself: a link may point to another file of the folder, not out of it.
 * @param name - a plain name, see `readModelPlace`
 * @throws {ShardRefusedError} for what is not there, is no file, leads out of the folder or is too large
 */
export const readModelInFolder = async (folder: string, name: string, maxBytes: number): Promise<Uint8Array> => {
  const home = await realpath(folder);
  const path = await realpath(join(home, name)).catch(orRefuse(name));
  if (dirname(path) !== home) throw new ShardRefusedError(`model ${quoted(name)} leads out of the model folder`);
  const handle = await open(path, FLAGS).catch(orRefuse(name));
  try {
    return await readAtMost(handle, name, maxBytes);
  } finally {
    await handle.close();
  }
};
