import { WORDS } from './codes';

/** Number of the thread that runs this instance, 0 for the caller's. Globals belong to an instance, hence to a thread. */
export let self: i32 = 0;

export function setSelf(thread: i32): void {
  self = thread;
}

/** 256 bytes of this thread's own. */
// @ts-ignore: decorator
@inline
export function ownWords(): usize {
  return <usize>WORDS + (<usize>self << 8);
}
