import type { Command } from 'commander';
import { type Console, type ConsoleOptions, createConsole } from './output/console.js';

/** What every command gets beside its own arguments. */
interface CommandContext {
  readonly console: Console;
  /** Aborted by SIGINT, SIGTERM and SIGHUP. */
  readonly signal: AbortSignal;
  /** To be called by work that goes on until a signal comes, once it has ended in good order: the exit code is 0 then. */
  readonly drained: () => void;
}

/** Holds what the commands of one call of the program share. */
export interface Session {
  readonly signal: AbortSignal;
  /** Where errors are reported; the command's own once it has started. */
  console: Console;
  /** Whether a signal was the end that the command waits for. */
  drained: boolean;
}

/** Adds a command to the program; one file in commands/ each. */
export type AddCommand = (program: Command, session: Session) => void;

/** The options that every command has, and an action that gets its context first. */
export const defineCommand = <Arguments extends unknown[], Options extends object>(
  command: Command,
  session: Session,
  action: (context: CommandContext, options: Options, ...args: Arguments) => Promise<void>,
): void => {
  command
    .option('--quiet', 'say nothing but results and errors')
    .option('--json-progress', 'print progress, messages and errors to standard error as JSON, one object a line')
    .action(async () => {
      const options = command.opts<Options & ConsoleOptions>();
      session.console = createConsole(options);
      await action(
        {
          console: session.console,
          signal: session.signal,
          drained: () => {
            session.drained = true;
          },
        },
        options,
        ...(command.processedArgs as Arguments),
      );
    });
};

/** Help text below the options. */
export const examples = (lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`;
