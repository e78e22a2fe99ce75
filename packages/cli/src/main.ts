import { CommanderError } from 'commander';
import type { Session } from './command.js';
import { exitCodeOf, exitCodes } from './exit-code.js';
import { listenForInterrupt } from './interrupt.js';
import { createConsole } from './output/console.js';
import { isBrokenPipe } from './output/stdout.js';
import { createProgram } from './program.js';

/**
 * Runs the `cvd` command.
 * @param args - the command line without the program, such as `['fit', 'a.csv']`
 * @returns the exit code: 0 done, 1 failed, 2 wrong use of the command line, 130 interrupted
 */
export const main = async (args: readonly string[]): Promise<number> => {
  const interrupt = listenForInterrupt();
  const session: Session = { signal: interrupt.signal, console: createConsole({}) };
  // Writes report a reader that went away themselves; without a listener the stream would also end the process.
  process.stdout.on('error', () => {});
  try {
    await createProgram(session).parseAsync([...args], { from: 'user' });
    return interrupt.exitCode ?? exitCodes.done;
  } catch (error) {
    if (interrupt.exitCode !== null) {
      session.console.message('Interrupted; nothing was kept.');
      return interrupt.exitCode;
    }
    if (isBrokenPipe(error)) return exitCodes.done;
    if (!(error instanceof CommanderError)) session.console.error(error);
    return exitCodeOf(error);
  } finally {
    interrupt.release();
  }
};
