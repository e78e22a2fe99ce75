import { CvdError } from '@cvd/core';
import { barProgress } from '../progress/bar-progress.js';
import { jsonProgress } from '../progress/json-progress.js';
import type { ProgressView } from '../progress/progress-view.js';
import { silentProgress } from '../progress/silent-progress.js';
import { writeStdout } from './stdout.js';

export interface ConsoleOptions {
  readonly quiet?: boolean;
  readonly jsonProgress?: boolean;
}

/**
 * What a command says. Results (metadata, reports, rows) go to standard output; everything else goes to standard error,
 * as text or, with --json-progress, one JSON object a line.
 */
export interface Console {
  /** The result the command was asked for; a line end is added. */
  result(text: string): Promise<void>;
  /** A remark for the person at the terminal. */
  message(text: string): void;
  error(error: unknown): void;
  /** A view of one long operation. */
  progress(): ProgressView;
}

/** One or two sentences with the code; what is no error of ours is named as such, never shown as a stack trace. */
const describe = (error: unknown): { code: string; message: string } => {
  if (CvdError.isInstance(error)) return { code: error.code, message: error.message };
  const message = error instanceof Error ? error.message : String(error);
  return { code: (error as NodeJS.ErrnoException | null)?.code ?? 'UNEXPECTED', message };
};

const printLine = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const textConsole = (quiet: boolean): Omit<Console, 'result'> => ({
  message: (text) => {
    if (!quiet) printLine(text);
  },
  error: (error) => {
    const { code, message } = describe(error);
    printLine(`cvd: ${message} [${code}]`);
    if (process.env.CVD_DEBUG && error instanceof Error) printLine(error.stack ?? '');
  },
  progress: () => (quiet || !process.stderr.isTTY ? silentProgress() : barProgress()),
});

const jsonConsole = (quiet: boolean): Omit<Console, 'result'> => ({
  message: (text) => {
    if (!quiet) printLine(JSON.stringify({ event: 'message', text }));
  },
  error: (error) => printLine(JSON.stringify({ event: 'error', ...describe(error) })),
  progress: () => jsonProgress(printLine),
});

export const createConsole = ({ quiet = false, jsonProgress: json = false }: ConsoleOptions): Console => ({
  ...(json ? jsonConsole(quiet) : textConsole(quiet)),
  result: (text) => writeStdout(text.endsWith('\n') ? text : `${text}\n`),
});
