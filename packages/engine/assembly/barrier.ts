import { ARRIVED, GENERATION, HEARTBEATS, PATIENCE, SLEEPERS, STOP } from './codes';

/** Nanoseconds of one slice of sleep: between two of them a thread looks whether the others are alive. */
const SLICE: i64 = 50_000_000;

/** Sum of the operations that all threads began: as long as it moves, nobody is lost. */
function progress(threads: i32): i32 {
  let total = 0;
  for (let t = 0; t < threads; ++t) total += atomic.load<i32>(<usize>HEARTBEATS + (<usize>t << 6));
  return total;
}

/**
 * Waits until all threads have arrived: polls for a while, then sleeps.
 * @returns false if the run was given up, by another thread or because nothing moved for too long
 */
export function arrive(thread: i32, threads: i32): bool {
  const generation = atomic.load<i32>(GENERATION);
  if (atomic.add<i32>(ARRIVED, 1) == threads - 1) {
    atomic.store<i32>(ARRIVED, 0);
    atomic.add<i32>(GENERATION, 1);
    if (atomic.load<i32>(SLEEPERS) != 0) atomic.notify(GENERATION, -1);
    return atomic.load<i32>(STOP) == 0;
  }
  const polls = load<i32>(PATIENCE);
  for (let i = 0; i < polls; ++i) {
    if (atomic.load<i32>(GENERATION) != generation) return atomic.load<i32>(STOP) == 0;
  }
  const maySleep = thread != 0 || load<i32>(PATIENCE, 8) != 0;
  const slices = load<i32>(PATIENCE, 4);
  let left = slices;
  let seen = progress(threads);
  while (left > 0) {
    if (maySleep) {
      atomic.add<i32>(SLEEPERS, 1);
      if (atomic.load<i32>(GENERATION) == generation) atomic.wait<i32>(GENERATION, generation, SLICE);
      atomic.sub<i32>(SLEEPERS, 1);
    } else {
      // About as long as a slice.
      for (let i = 0; i < 50_000_000; ++i) if (atomic.load<i32>(GENERATION) != generation) break;
    }
    if (atomic.load<i32>(STOP) != 0) return false;
    if (atomic.load<i32>(GENERATION) != generation) return true;
    const now = progress(threads);
    left = now == seen ? left - 1 : slices;
    seen = now;
  }
  atomic.store<i32>(STOP, 1);
  atomic.notify(GENERATION, -1);
  return false;
}
