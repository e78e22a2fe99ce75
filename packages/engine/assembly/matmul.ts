/*
 * Matrix products: out = (accumulate ? out : 0) + bias + sum over terms, then ReLU. Work comes as lines of out.
 *
 * The sum is cut into chunks, the rows of out into blocks. For each chunk of a block the left factor is copied into strips,
 * one a tile: the values of its rows side by side, k after k. Then, strip by strip of columns, the right factor is copied
 * likewise, and the kernel runs over two strips that lie in the first cache. That costs a few copies for each of hundreds of
 * uses, and one kernel serves both transposes and any number of terms. A sum's order is that of k, whatever the cuts.
 *
 * A chunk is how many pieces it has, its length, then five words a piece: a, b (address and panel stride each), its length.
 *
 * rows, cols, out, bias (or 0), flags (transposes among them), kernel, its rows, its vectors, block of rows, room for strips of each thread, bytes of
 * it, bytes of it that are for b, how many chunks, chunks
 */
import { ACCUMULATE, RELU, TRANSPOSE_LEFT, TRANSPOSE_RIGHT } from './codes';
import { tile } from './generated/kernels';
import { address, word } from './record';
import { self } from './thread';

/** Bytes of a piece. */
const PIECE: usize = 20;
/** Bytes of the arguments before the chunks. */
const CHUNKS: usize = 60;

/** Copies `vectors` vectors of each line of b that the pieces meet, one after the other. */
function copyRight(pieces: usize, end: usize, panel: i32, offset: usize, vectors: i32, to: usize): void {
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

/** The same with b transposed: the strip's columns are `count` rows of b from row n; up to the strip's width there are zeros. */
function copyRightTransposed(pieces: usize, end: usize, n: i32, count: i32, vectors: i32, to: usize): void {
  const zero = f32x4.splat(0);
  const step = <usize>vectors << 4;
  for (let piece = pieces; piece < end; piece += PIECE) {
    const stride = load<usize>(piece, 12);
    const length = load<i32>(piece, 16);
    for (let v = 0; v < vectors; ++v) {
      const rows = count - (v << 2);
      let b = load<usize>(piece, 8) + (<usize>(n + (v << 2)) << 6);
      let at = to + (<usize>v << 4);
      for (let left = length; left > 0; left -= 16) {
        let x = b;
        for (let k = min(left, 16); k > 0; k -= 4) {
          const r0 = rows > 0 ? v128.load(x) : zero;
          const r1 = rows > 1 ? v128.load(x, 64) : zero;
          const r2 = rows > 2 ? v128.load(x, 128) : zero;
          const r3 = rows > 3 ? v128.load(x, 192) : zero;
          const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
          const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
          const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
          const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
          v128.store(at, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
          v128.store(at + step, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
          v128.store(at + 2 * step, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
          v128.store(at + 3 * step, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
          x += 16;
          at += <usize>min(k, 4) * step;
        }
        b += stride;
      }
    }
    to += <usize>length * step;
  }
}

/**
 * Rows r ... r + height of a, k after k. Four k at a time: what is written beyond a piece is overwritten by the next one,
 * or lies in the room behind the strips.
 */
function copyLeft(pieces: usize, end: usize, r: i32, height: i32, to: usize): void {
  const step = <usize>height << 2;
  for (let piece = pieces; piece < end; piece += PIECE) {
    let a = load<usize>(piece) + (<usize>r << 6);
    const stride = load<usize>(piece, 4);
    for (let left = load<i32>(piece, 16); left > 0; left -= 16) {
      let x = a;
      for (let n = min(left, 16); n > 0; n -= 4) {
        if (height >= 4) {
          const r0 = v128.load(x);
          const r1 = v128.load(x, 64);
          const r2 = v128.load(x, 128);
          const r3 = v128.load(x, 192);
          const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
          const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
          const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
          const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
          v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
          v128.store(to + step, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
          v128.store(to + 2 * step, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
          v128.store(to + 3 * step, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
          if (height == 5) {
            const r4 = v128.load(x, 256);
            v128.store_lane<f32>(to, r4, 0, 16);
            v128.store_lane<f32>(to + step, r4, 1, 16);
            v128.store_lane<f32>(to + 2 * step, r4, 2, 16);
            v128.store_lane<f32>(to + 3 * step, r4, 3, 16);
          } else if (height == 6) {
            const r4 = v128.load(x, 256);
            const r5 = v128.load(x, 320);
            const low = v128.shuffle<f32>(r4, r5, 0, 4, 1, 5);
            const high = v128.shuffle<f32>(r4, r5, 2, 6, 3, 7);
            v128.store_lane<u64>(to, low, 0, 16);
            v128.store_lane<u64>(to + step, low, 1, 16);
            v128.store_lane<u64>(to + 2 * step, high, 0, 16);
            v128.store_lane<u64>(to + 3 * step, high, 1, 16);
          }
        } else {
          for (let q: usize = 0; q < 4; ++q) {
            for (let i: usize = 0; i < <usize>height; ++i) {
              store<f32>(to + q * step + (i << 2), load<f32>(x + (i << 6) + (q << 2)));
            }
          }
        }
        x += 16;
        to += <usize>min(n, 4) * step;
      }
      a += stride;
    }
  }
}

/** Columns r ... r + height of a, line after line. */
function copyLeftTransposed(pieces: usize, end: usize, r: i32, height: i32, to: usize): void {
  const step = <usize>height << 2;
  const together = (r & 15) + height <= 16;
  for (let piece = pieces; piece < end; piece += PIECE) {
    const a = load<usize>(piece);
    const stride = load<usize>(piece, 4);
    const length = load<usize>(piece, 16);
    const next = to + length * step;
    if (together && height >= 4) {
      let x = a + <usize>(r >> 4) * stride + (<usize>(r & 15) << 2);
      if (height == 4) {
        for (; to < next; to += step) {
          v128.store(to, v128.load(x));
          x += 64;
        }
      } else if (height == 5) {
        for (; to < next; to += step) {
          v128.store(to, v128.load(x));
          store<f32>(to, load<f32>(x, 16), 16);
          x += 64;
        }
      } else {
        for (; to < next; to += step) {
          v128.store(to, v128.load(x));
          store<u64>(to, load<u64>(x, 16), 16);
          x += 64;
        }
      }
    } else {
      for (let i = 0; i < height; ++i) {
        let x = a + <usize>((r + i) >> 4) * stride + (<usize>((r + i) & 15) << 2);
        for (let at = to + (<usize>i << 2); at < next; at += step) {
          store<f32>(at, load<f32>(x));
          x += 64;
        }
      }
      to = next;
    }
  }
}

/** Panels pa ... pb of rows ra ... rb. */
function rectangle(args: usize, pa: i32, pb: i32, ra: i32, rb: i32): void {
  const cols = word(args, 1);
  const kernel = word(args, 7);
  const most = word(args, 8);
  const vectors = word(args, 9);
  const block = word(args, 10);
  const right = address(args, 11) + <usize>self * address(args, 12);
  const left = right + address(args, 13);
  const all = word(args, 6);
  for (let first = ra; first < rb; first += block) {
    const rows = min(rb - first, block);
    // As many tiles as it takes, all of nearly the same height.
    const tiles = (rows + most - 1) / most;
    const height = rows / tiles;
    const taller = rows - height * tiles;
    let chunk = args + CHUNKS;
    let flags = all & ACCUMULATE;
    for (let remaining = word(args, 14); remaining > 0; --remaining) {
      const pieces = chunk + 8;
      const end = pieces + load<usize>(chunk) * PIECE;
      const length = load<usize>(chunk, 4);
      const withBias = address(args, 4) != 0 && chunk == args + CHUNKS;
      if (remaining == 1) flags |= all & RELU;
      let to = left;
      let r = first;
      for (let t = 0; t < tiles; ++t) {
        const h = t < taller ? height + 1 : height;
        if (all & TRANSPOSE_LEFT) copyLeftTransposed(pieces, end, r, h, to);
        else copyLeft(pieces, end, r, h, to);
        r += h;
        to += (<usize>h << 2) * length;
      }
      for (let panel = pa; panel < pb; ++panel) {
        for (let c = 0; c < min(16, cols - (panel << 4)); c += vectors << 2) {
          const offset = <usize>c << 2;
          const bias = withBias ? address(args, 4) + <usize>panel * address(args, 5) + offset : 0;
          let out = address(args, 2) + <usize>panel * address(args, 3) + offset + (<usize>first << 6);
          if (all & TRANSPOSE_RIGHT) {
            const n = (panel << 4) + c;
            copyRightTransposed(pieces, end, n, cols - n, vectors, right);
          } else {
            copyRight(pieces, end, panel, offset, vectors, right);
          }
          let a = left;
          for (let t = 0; t < tiles; ++t) {
            const h = t < taller ? height + 1 : height;
            tile(kernel, h, out, a, right, length, flags, bias);
            out += <usize>h << 6;
            a += (<usize>h << 2) * length;
          }
        }
      }
      flags = ACCUMULATE;
      chunk = end;
    }
  }
}

export function matmul(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  let pa = from / rows;
  const pb = to / rows;
  const ra = from - pa * rows;
  const rb = to - pb * rows;
  if (pa == pb) {
    if (ra < rb) rectangle(args, pa, pa + 1, ra, rb);
    return;
  }
  if (ra > 0) {
    rectangle(args, pa, pa + 1, ra, rows);
    ++pa;
  }
  if (pa < pb) rectangle(args, pa, pb, 0, rows);
  if (rb > 0) rectangle(args, pb, pb + 1, 0, rb);
}
