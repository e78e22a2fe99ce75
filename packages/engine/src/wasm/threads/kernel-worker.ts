import { GENERATION, STOP } from '../../../assembly/codes.js';
import { type Interpreter, instantiate } from '../instance.js';
import { BELL, CLOSED, END, type FromHelper, POLLS, PROGRAM, RUNS, SENT, START, type ToHelper } from './control.js';

/*
 * A helper: runs its share of whatever the caller's thread runs.
 */

interface OwnerPort {
  postMessage(message: FromHelper): void;
  on(event: 'message', listener: (message: ToHelper) => void): void;
}

const owner =
  typeof process === 'object'
    ? (process.getBuiltinModule?.('node:worker_threads') as { parentPort: OwnerPort | null } | undefined)?.parentPort
    : null;
const post = (message: FromHelper): void => (owner ? owner.postMessage(message) : self.postMessage(message));

const programs = new Map<number, { readonly interpreter: Interpreter; readonly memory: WebAssembly.Memory }>();
let control: Int32Array = new Int32Array(0);
let thread = 0;
let threads = 0;
let handled = 0;
let ran = 0;

const runShare = (): void => {
  const program = programs.get(control[PROGRAM]!);
  if (!program) return;
  try {
    program.interpreter.run(control[START]!, control[END]!, thread, threads, 0);
  } catch (error) {
    // Nobody must wait for this thread at a barrier.
    const words = new Int32Array(program.memory.buffer);
    Atomics.store(words, STOP / 4, 1);
    Atomics.notify(words, GENERATION / 4);
    post({ type: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }
};

/** Runs what is asked for until there is a message to receive. */
const serve = (): void => {
  while (Atomics.load(control, CLOSED) === 0) {
    const bell = Atomics.load(control, BELL);
    if (Atomics.load(control, SENT) !== handled) return;
    const runs = Atomics.load(control, RUNS);
    if (runs !== ran) {
      ran = runs;
      runShare();
      continue;
    }
    let polls = control[POLLS]!;
    while (polls-- > 0 && Atomics.load(control, BELL) === bell);
    if (polls < 0) Atomics.wait(control, BELL, bell);
  }
};

const handle = (message: ToHelper): void => {
  handled++;
  if (message.type === 'begin') {
    ({ control, thread, threads } = message);
    post({ type: 'ready' });
  } else if (message.type === 'load') {
    const { program, module, memory } = message;
    programs.set(program, { interpreter: instantiate(module, memory), memory });
    post({ type: 'loaded', program });
  } else {
    programs.delete(message.program);
  }
  serve();
};

if (owner) owner.on('message', handle);
else self.onmessage = ({ data }: MessageEvent<ToHelper>) => handle(data);
