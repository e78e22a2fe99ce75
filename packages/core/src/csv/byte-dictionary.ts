import { asciiText } from './number-cell.js';

/**
 * Distinct texts by their UTF-8 bytes, so that a cell seen before costs a hash and a comparison and no string. Bytes are
 * decoded, and so checked, once for each distinct text.
 */
export class ByteDictionary {
  /** Texts in order of first appearance. */
  entries: string[] = [];
  /** Open addressing: code + 1 of an entry, 0 = free; the length is a power of two. */
  #slots = new Int32Array(64);
  #hashes = new Int32Array(32);
  /** Bytes of entry i stand at `#offsets[i]` to `#offsets[i + 1]` of `#arena`. */
  #offsets = new Int32Array(33);
  #arena = new Uint8Array(512);
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  /** The code of a text, which is added when new; −1 when the bytes are no UTF-8. */
  codeOf(bytes: Uint8Array, start: number, end: number): number {
    let hash = end - start;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const code = this.#slots[slot]! - 1;
      if (code < 0) return this.#add(bytes, start, end, hash, slot);
      if (this.#hashes[code] === hash && this.#equals(code, bytes, start, end)) return code;
      slot = (slot + 1) & mask;
    }
  }

  #equals(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const arena = this.#arena;
    let at = this.#offsets[code]!;
    if (this.#offsets[code + 1]! - at !== end - start) return false;
    for (let i = start; i < end; i++) if (bytes[i] !== arena[at++]) return false;
    return true;
  }

  #add(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const text = this.#decode(bytes, start, end);
    if (text === null) return -1;
    const code = this.entries.length;
    this.entries.push(text);
    const from = this.#offsets[code]!;
    if (from + end - start > this.#arena.length) this.#arena = grown(this.#arena, from + end - start);
    if (code + 2 > this.#offsets.length) {
      this.#offsets = grown(this.#offsets, code + 2);
      this.#hashes = grown(this.#hashes, code + 2);
    }
    this.#arena.set(bytes.subarray(start, end), from);
    this.#offsets[code + 1] = from + end - start;
    this.#hashes[code] = hash;
    this.#slots[slot] = code + 1;
    if (2 * (code + 1) > this.#slots.length) this.#rehash();
    return code;
  }

  #decode(bytes: Uint8Array, start: number, end: number): string | null {
    if (end - start <= 24) {
      let ascii = true;
      for (let i = start; i < end; i++) ascii &&= bytes[i]! < 128;
      if (ascii) return asciiText(bytes, start, end);
    }
    try {
      return this.#decoder.decode(bytes.subarray(start, end));
    } catch {
      return null;
    }
  }

  #rehash(): void {
    const slots = new Int32Array(4 * this.#slots.length);
    const mask = slots.length - 1;
    for (let code = 0; code < this.entries.length; code++) {
      let slot = this.#hashes[code]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code + 1;
    }
    this.#slots = slots;
  }
}

const grown = <T extends Int32Array | Uint8Array>(array: T, needed: number): T => {
  const larger = new (array.constructor as new (length: number) => T)(2 * needed);
  larger.set(array);
  return larger;
};
