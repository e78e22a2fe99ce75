import { line, word } from './record';

/** Blocks from ... to of 16 x 16, down the first panel of out, then the next: rows and columns of x, out, x, blocks in a panel of out. */
export function transpose(args: usize, from: i32, to: i32): void {
  const rows = word(args, 0);
  const cols = word(args, 1);
  const blocks = word(args, 6);
  for (let block = from; block < to; ++block) {
    const panel = block / blocks;
    const across = block - panel * blocks;
    const x = line(args, 4, across, panel << 4);
    const out = line(args, 2, panel, across << 4);
    const height = min(16, rows - (panel << 4));
    const width = min(16, cols - (across << 4));
    if (height == 16 && width == 16) {
      for (let i: usize = 0; i < 4; ++i) {
        for (let j: usize = 0; j < 4; ++j) {
          const at = x + (i << 8) + (j << 4);
          const a = v128.load(at);
          const b = v128.load(at, 64);
          const c = v128.load(at, 128);
          const d = v128.load(at, 192);
          const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
          const ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
          const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
          const cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
          const to = out + (j << 8) + (i << 4);
          v128.store(to, v128.shuffle<f32>(ab0, cd0, 0, 1, 4, 5));
          v128.store(to, v128.shuffle<f32>(ab0, cd0, 2, 3, 6, 7), 64);
          v128.store(to, v128.shuffle<f32>(ab1, cd1, 0, 1, 4, 5), 128);
          v128.store(to, v128.shuffle<f32>(ab1, cd1, 2, 3, 6, 7), 192);
        }
      }
    } else {
      for (let j: usize = 0; j < <usize>width; ++j) {
        for (let i: usize = 0; i < 16; ++i) {
          store<f32>(out + (j << 6) + (i << 2), i < <usize>height ? load<f32>(x + (i << 6) + (j << 2)) : 0);
        }
      }
    }
  }
}
