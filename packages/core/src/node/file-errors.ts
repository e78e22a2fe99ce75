import { CvdError } from '../errors/cvd-error.js';
import { FileNotFoundError } from '../errors/file-not-found-error.js';
import { FileReadError } from '../errors/file-read-error.js';
import { FileWriteError } from '../errors/file-write-error.js';

const reasonOf = (cause: unknown): string => {
  const message = cause instanceof Error ? cause.message : String(cause);
  return codeOf(cause)?.startsWith('Z_') ? `its gzip data is damaged or cut off (${message})` : message;
};

const codeOf = (cause: unknown): string | undefined => (cause as NodeJS.ErrnoException | null)?.code;

/** The typed error for what reading a file has thrown; typed errors stay as they are. */
export const toReadError = (path: string, cause: unknown): CvdError => {
  if (CvdError.isInstance(cause)) return cause;
  if (codeOf(cause) === 'ENOENT') return new FileNotFoundError(path);
  return new FileReadError(path, reasonOf(cause), { cause });
};

/** The typed error for what writing a file has thrown; typed errors stay as they are. */
export const toWriteError = (path: string, cause: unknown): CvdError =>
  CvdError.isInstance(cause) ? cause : new FileWriteError(path, reasonOf(cause), { cause });
