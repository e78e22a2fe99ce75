import { exp, log, tanh, turn } from './math';

/** Elementary functions by themselves, for the tests of their accuracy: 0 exp, 1 log, 2 tanh, 3 sin 2 pi x, 4 cos 2 pi x. */
export function probe(fn: i32, from: usize, to: usize, n: i32): void {
  for (let i: usize = 0; i < <usize>n << 2; i += 16) {
    const x = v128.load(from + i);
    let y = x;
    if (fn == 0) y = exp(x);
    else if (fn == 1) y = log(x);
    else if (fn == 2) y = tanh(x);
    else if (fn == 3) y = turn(x, 0);
    else y = turn(x, 1);
    v128.store(to + i, y);
  }
}
