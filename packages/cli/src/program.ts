import { Command } from 'commander';
import type { Session } from './command.js';
import { addConsume } from './commands/consume.js';
import { addDemo } from './commands/demo.js';
import { addDetect } from './commands/detect.js';
import { addEvaluate } from './commands/evaluate.js';
import { addFit } from './commands/fit.js';
import { addInfo } from './commands/info.js';
import { addMethods } from './commands/methods.js';
import { addRequest } from './commands/request.js';
import { addSample } from './commands/sample.js';
import { addSplit } from './commands/split.js';
import { addStream } from './commands/stream.js';
import { addWork } from './commands/work.js';

declare const __PACKAGE_VERSION__: string;

/** The whole command line; `session` is shared by its commands. */
export const createProgram = (session: Session): Command => {
  const program = new Command('cvd')
    .description('Learns a real table and makes as many artificial rows as you need.')
    .version(__PACKAGE_VERSION__)
    .exitOverride()
    .showHelpAfterError('(add --help for the options and examples)')
    .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 wrong use of the command line, 130 interrupted.');
  for (const add of [
    addDetect,
    addFit,
    addSample,
    addSplit,
    addEvaluate,
    addMethods,
    addInfo,
    addStream,
    addConsume,
    addRequest,
    addWork,
    addDemo,
  ]) {
    add(program, session);
  }
  return program;
};
