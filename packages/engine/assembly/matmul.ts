/*
 * Matrix products: out = (accumulate ? out : 0) + bias + sum over terms, then ReLU. Work comes as lines of out. A term is
 * five words: a, b (address and panel stride each), and the length of the sum. The tiles come from the generated kernels.
 */
import { direct, transposed } from './generated/kernels';
import { address, word } from './record';

/** Bytes of a term. */
const TERM: usize = 20;

// rows, cols, out, bias (or 0), flags, tile rows, vectors of a tile, block of rows, how many terms, terms

/** Tiles of one column strip: rows ra ... rb, which share an origin for a. */
// @ts-ignore: decorator
@inline
function strip(
  isTransposed: bool,
  args: usize,
  panel: i32,
  half: usize,
  ra: i32,
  rb: i32,
  most: i32,
  vectors: i32,
): void {
  const terms = args + 44;
  const end = terms + <usize>word(args, 10) * TERM;
  const bias = address(args, 4) == 0 ? <usize>0 : address(args, 4) + <usize>panel * address(args, 5) + half;
  const flags = word(args, 6);
  // As many tiles as it takes, all of nearly the same height.
  const tiles = (rb - ra + most - 1) / most;
  const base = (rb - ra) / tiles;
  let taller = rb - ra - base * tiles;
  let r = ra;
  let out = address(args, 2) + <usize>panel * address(args, 3) + half + (<usize>ra << 6);
  while (r < rb) {
    const height = taller > 0 ? base + 1 : base;
    --taller;
    if (isTransposed) transposed(height, vectors, out, r, panel, half, terms, end, flags, bias);
    else direct(height, vectors, out, r, panel, half, terms, end, flags, bias);
    r += height;
    out += <usize>height << 6;
  }
}

/** Panels pa ... pb of rows ra ... rb. */
function rectangle(isTransposed: bool, args: usize, pa: i32, pb: i32, ra: i32, rb: i32): void {
  const cols = word(args, 1);
  const most = word(args, 7);
  const vectors = word(args, 8);
  const width = vectors << 2;
  const block = word(args, 9);
  for (let first = ra; first < rb; ) {
    // A block of rows of a stays near while it meets every panel of b; blocks begin at multiples, whatever the share.
    const last = min(rb, (first / block + 1) * block);
    for (let panel = pa; panel < pb; ++panel) {
      for (let c = 0; c < min(16, cols - (panel << 4)); c += width) {
        const half = <usize>c << 2;
        if (isTransposed) {
          // Tiles must not cross a panel of a.
          for (let r = first; r < last; ) {
            const stop = min(last, ((r >> 4) + 1) << 4);
            strip(true, args, panel, half, r, stop, most, vectors);
            r = stop;
          }
        } else {
          strip(false, args, panel, half, first, last, most, vectors);
        }
      }
    }
    first = last;
  }
}

// @ts-ignore: decorator
@inline
function lines(isTransposed: bool, args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  let pa = from / rows;
  const pb = to / rows;
  const ra = from - pa * rows;
  const rb = to - pb * rows;
  if (pa == pb) {
    if (ra < rb) rectangle(isTransposed, args, pa, pa + 1, ra, rb);
    return;
  }
  if (ra > 0) {
    rectangle(isTransposed, args, pa, pa + 1, ra, rows);
    ++pa;
  }
  if (pa < pb) rectangle(isTransposed, args, pa, pb, 0, rows);
  if (rb > 0) rectangle(isTransposed, args, pb, pb + 1, 0, rb);
}

export function matmul(args: usize, from: i32, to: i32): void {
  lines(false, args, from, to);
}

/** The same with a transposed: its columns are the rows of out, sums run over its rows. */
export function matmulTransposed(args: usize, from: i32, to: i32): void {
  lines(true, args, from, to);
}
