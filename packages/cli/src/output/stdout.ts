import { toWriteError } from '@cvd/core/node';

/**
 * Writes to standard output and settles when it has been taken.
 * @throws {FileWriteError} for a full disk, and for a reader that went away (EPIPE), see {@link isBrokenPipe}
 */
export const writeStdout = (data: string | Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(data, (error) => (error ? reject(toWriteError('standard output', error)) : resolve()));
  });

/** Whether the error, or one underneath, says that nobody reads standard output any more, as after `| head`. */
export const isBrokenPipe = (error: unknown): boolean => {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ((at as NodeJS.ErrnoException).code === 'EPIPE') return true;
  }
  return false;
};
