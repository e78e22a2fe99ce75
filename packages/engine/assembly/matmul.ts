/*
 * Matrix products: out = (accumulate ? out : 0) + bias + sum over terms, then ReLU. Work comes as lines of out.
 *
 * The sum is cut into chunks short enough that a strip of b (the columns of one tile) stays in the nearest cache; it is
 * copied there for each chunk, while a is read where it lies. A chunk is how many pieces it has, then five words a piece:
 * a, b (address and panel stride each), and its length. The tiles come from the generated kernels.
 *
 * rows, cols, out, bias (or 0), flags, kernel, its rows, its vectors, block of rows, room for a strip of each thread, bytes
 * of one, how many chunks, chunks
 */
import { ACCUMULATE, RELU } from './codes';
import { direct, transposed } from './generated/kernels';
import { address, word } from './record';
import { self } from './thread';

/** Bytes of a piece. */
const PIECE: usize = 20;
/** Bytes of the arguments before the chunks. */
const CHUNKS: usize = 56;

/** Copies `vectors` vectors of each line of b that the pieces meet, one after the other. */
function copyStrip(pieces: usize, end: usize, panel: i32, offset: usize, vectors: i32, to: usize): void {
  for (let piece = pieces; piece < end; piece += PIECE) {
    let b = load<usize>(piece, 8) + <usize>panel * load<usize>(piece, 12) + offset;
    const last = b + (load<usize>(piece, 16) << 6);
    if (vectors == 2) {
      for (; b < last; b += 64) {
        v128.store(to, v128.load(b));
        v128.store(to, v128.load(b, 16), 16);
        to += 32;
      }
    } else {
      for (; b < last; b += 64) {
        v128.store(to, v128.load(b));
        v128.store(to, v128.load(b, 16), 16);
        v128.store(to, v128.load(b, 32), 32);
        v128.store(to, v128.load(b, 48), 48);
        to += 64;
      }
    }
  }
}

/** Tiles of one strip: rows ra ... rb of out, `out` being the first of them. */
// @ts-ignore: decorator
@inline
function tiles(
  isTransposed: bool,
  kernel: i32,
  most: i32,
  ra: i32,
  rb: i32,
  out: usize,
  b: usize,
  pieces: usize,
  end: usize,
  flags: i32,
  bias: usize,
): void {
  // As many as it takes, all of nearly the same height.
  const count = (rb - ra + most - 1) / most;
  const base = (rb - ra) / count;
  let taller = rb - ra - base * count;
  let r = ra;
  while (r < rb) {
    const height = taller > 0 ? base + 1 : base;
    --taller;
    if (isTransposed) transposed(kernel, height, out, r, b, pieces, end, flags, bias);
    else direct(kernel, height, out, r, b, pieces, end, flags, bias);
    r += height;
    out += <usize>height << 6;
  }
}

/** Panels pa ... pb of rows ra ... rb. */
function rectangle(isTransposed: bool, args: usize, pa: i32, pb: i32, ra: i32, rb: i32): void {
  const cols = word(args, 1);
  const kernel = word(args, 7);
  const most = word(args, 8);
  const vectors = word(args, 9);
  const width = vectors << 2;
  const block = word(args, 10);
  const strip = address(args, 11) + <usize>self * address(args, 12);
  const chunks = word(args, 13);
  for (let first = ra; first < rb; ) {
    // A block of rows of a stays near while it meets every panel of b; blocks begin at multiples, whatever the share.
    const last = min(rb, (first / block + 1) * block);
    for (let panel = pa; panel < pb; ++panel) {
      for (let c = 0; c < min(16, cols - (panel << 4)); c += width) {
        const offset = <usize>c << 2;
        const out = address(args, 2) + <usize>panel * address(args, 3) + offset;
        let bias = address(args, 4) == 0 ? <usize>0 : address(args, 4) + <usize>panel * address(args, 5) + offset;
        let flags = word(args, 6) & ACCUMULATE;
        let chunk = args + CHUNKS;
        for (let left = chunks; left > 0; --left) {
          const pieces = chunk + 4;
          const end = pieces + load<usize>(chunk) * PIECE;
          if (left == 1) flags |= word(args, 6) & RELU;
          copyStrip(pieces, end, panel, offset, vectors, strip);
          if (isTransposed) {
            // Tiles must not cross a panel of a.
            for (let r = first; r < last; ) {
              const stop = min(last, ((r >> 4) + 1) << 4);
              tiles(true, kernel, most, r, stop, out + (<usize>r << 6), strip, pieces, end, flags, bias);
              r = stop;
            }
          } else {
            tiles(false, kernel, most, first, last, out + (<usize>first << 6), strip, pieces, end, flags, bias);
          }
          flags = ACCUMULATE;
          bias = 0;
          chunk = end;
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
