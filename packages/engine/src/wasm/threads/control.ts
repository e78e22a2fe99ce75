/*
 * How the caller's thread and its helpers speak: 32-bit words in shared memory, and messages for what has no place there.
 * A helper sleeps on the bell, where it cannot receive messages; so a message is counted before it is sent, and a helper
 * that sees the count go up returns to its event loop.
 */

/** Rung for everything below. */
export const BELL = 0;
/** Messages sent so far. */
export const SENT = 1;
/** Runs asked for so far; the next three say what the last one is. */
export const RUNS = 2;
export const PROGRAM = 3;
export const START = 4;
export const END = 5;
/** How often an idle helper looks before it sleeps. */
export const POLLS = 6;
/** Not 0: there is nothing more to come. */
export const CLOSED = 7;
export const CONTROL_WORDS = 16;

export type ToHelper =
  | { readonly type: 'begin'; readonly control: Int32Array; readonly thread: number; readonly threads: number }
  | {
      readonly type: 'load';
      readonly program: number;
      readonly module: WebAssembly.Module;
      readonly memory: WebAssembly.Memory;
    }
  | { readonly type: 'unload'; readonly program: number };

export type FromHelper =
  | { readonly type: 'ready' }
  | { readonly type: 'loaded'; readonly program: number }
  | { readonly type: 'failed'; readonly reason: string };
