import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The committed bin, which runs the build. */
export const bin = fileURLToPath(new URL('../../bin/cvd.mjs', import.meta.url));

/** The example data in the repository. */
export const cvdSmall = fileURLToPath(new URL('../../../../examples/data/cvd_small.csv', import.meta.url));

export interface Outcome {
  /** Exit code as a shell would see it: 128 + signal number where a signal ended the process. */
  readonly code: number;
  /** The signal that ended the process, where one did. */
  readonly endedBy?: NodeJS.Signals | null;
  readonly stdout: string;
  /** Standard output as it came, for what is no text. */
  readonly bytes: Buffer;
  readonly stderr: string;
}

export interface CvdOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Closes standard output after so many bytes, as `head` does. */
  readonly stopReadingAfter?: number;
  /** Called with everything printed to standard error so far, whenever more comes. */
  readonly onStderr?: (text: string, child: ReturnType<typeof spawn>) => void;
}

/** Runs `cvd` as a shell would and waits for its end. */
export const cvd = (
  args: readonly string[],
  { cwd, env = {}, stopReadingAfter = Number.POSITIVE_INFINITY, onStderr }: CvdOptions = {},
): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], {
      cwd,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    let stderr = '';
    let length = 0;
    child.stdout.on('data', (data: Buffer) => {
      out.push(data);
      length += data.length;
      if (length > stopReadingAfter) child.stdout.destroy();
    });
    child.stderr.on('data', (data: Buffer) => {
      stderr += data.toString();
      onStderr?.(stderr, child);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const bytes = Buffer.concat(out);
      resolve({
        bytes,
        code: code ?? (signal === 'SIGINT' ? 130 : 143),
        endedBy: signal,
        stdout: bytes.toString(),
        stderr,
      });
    });
  });

/** JSON lines as objects. */
export const jsonLines = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
