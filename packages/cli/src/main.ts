import { CommanderError } from 'commander';
import type { Session } from './command.js';
import { InterruptedFitError } from './errors/interrupted-fit-error.js';
import { InterruptedRunError } from './errors/interrupted-run-error.js';
import { InterruptedStreamError } from './errors/interrupted-stream-error.js';
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
  const session: Session = { signal: interrupt.signal, console: createConsole({}), drained: false };
  // Without a listener a reader that went away would end the process there and then, unfinished files and all. Writes of
  // results tell of it themselves; what nobody reads on standard error is lost, and the work goes on.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  try {
    await createProgram(session).parseAsync([...args], { from: 'user' });
    return session.drained ? exitCodes.done : (interrupt.exitCode ?? exitCodes.done);
  } catch (error) {
    if (interrupt.exitCode !== null) {
      const partly = [InterruptedFitError, InterruptedRunError, InterruptedStreamError].some(
        (kind) => error instanceof kind,
      );
      session.console.message(partly ? (error as Error).message : 'Interrupted; nothing unfinished was kept.');
      return interrupt.exitCode;
    }
    if (isBrokenPipe(error)) return exitCodes.done;
    if (!(error instanceof CommanderError)) session.console.error(error);
    return exitCodeOf(error);
  } finally {
    interrupt.release();
  }
};
