import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { philox4x32 } from './philox.js';
import type { RandomSource } from './random-source.js';

const TWO_POW_32 = 2 ** 32;

/** 52 random bits as a double in the open interval (0, 1): (k + ½)·2⁻⁵² for k in 0 … 2⁵²−1, exact in a double. */
const toUniform = (high: number, low: number): number => ((high >>> 6) * 67108864 + (low >>> 6) + 0.5) * 2 ** -52;

/**
 * Philox4x32-10 as a {@link RandomSource}. The key is the first 64 bits of SHA-256 over the seed and the names on the way
 * from the root; the counter is (row: 64 bits, attempt: 32 bits, draw: 32 bits, two draws a block).
 */
class CounterRandom implements RandomSource {
  readonly #k0: number;
  readonly #k1: number;
  readonly #block = new Uint32Array(4);

  constructor(
    readonly seed: number | bigint,
    private readonly path: string,
  ) {
    const digest = new DataView(sha256(utf8ToBytes(`${seed}${path}`)).buffer);
    this.#k0 = digest.getUint32(0, true);
    this.#k1 = digest.getUint32(4, true);
  }

  child(name: string): RandomSource {
    // The length makes the path unambiguous: child('a').child('b') differs from child('a/b').
    return new CounterRandom(this.seed, `${this.path}/${name.length}:${name}`);
  }

  uniformsInto(out: Float64Array, row: number, attempt = 0): void {
    const block = this.#block;
    const low = row % TWO_POW_32;
    const high = Math.floor(row / TWO_POW_32);
    for (let i = 0; i < out.length; i += 2) {
      philox4x32(block, low, high, attempt, i >>> 1, this.#k0, this.#k1);
      out[i] = toUniform(block[0]!, block[1]!);
      if (i + 1 < out.length) out[i + 1] = toUniform(block[2]!, block[3]!);
    }
  }

  wordsInto(out: Uint32Array, row: number, attempt = 0): void {
    const low = row % TWO_POW_32;
    const high = Math.floor(row / TWO_POW_32);
    const whole = out.length & ~3;
    for (let at = 0; at < whole; at += 4) philox4x32(out, low, high, attempt, at >>> 2, this.#k0, this.#k1, at);
    if (whole === out.length) return;
    philox4x32(this.#block, low, high, attempt, whole >>> 2, this.#k0, this.#k1);
    for (let at = whole; at < out.length; at++) out[at] = this.#block[at - whole]!;
  }

  uniform(row: number, index = 0, attempt = 0): number {
    const block = this.#draw(row, index >>> 1, attempt);
    return index & 1 ? toUniform(block[2]!, block[3]!) : toUniform(block[0]!, block[1]!);
  }

  uint32(row: number, index = 0, attempt = 0): number {
    return this.#draw(row, index >>> 1, attempt)[index & 1 ? 2 : 0]!;
  }

  #draw(row: number, block: number, attempt: number): Uint32Array {
    philox4x32(this.#block, row % TWO_POW_32, Math.floor(row / TWO_POW_32), attempt, block, this.#k0, this.#k1);
    return this.#block;
  }
}

/**
 * The root of all randomness of one model or one sampling call.
 * @param seed - any safe integer ≥ 0 or bigint
 */
export const createRandomSource = (seed: number | bigint): RandomSource => new CounterRandom(seed, '');
