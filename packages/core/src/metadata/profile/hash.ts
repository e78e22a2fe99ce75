/** A 64-bit hash as two 32-bit words; `hash` functions write it here, so that hashing allocates nothing. */
export const hashWords = new Uint32Array(2);

const mix = (word: number): number => {
  let x = word;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
};

/** Hashes a text into {@link hashWords}: two multiplicative lanes over its UTF-16 units, finished as MurmurHash3 does (Appleby, public domain). */
export const hashText = (text: string): void => {
  let a = 0x9e3779b9 ^ text.length;
  let b = 0x85ebca6b;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
    a ^= a >>> 15;
    b ^= b >>> 13;
  }
  hashWords[0] = mix(a ^ Math.imul(b, 31));
  hashWords[1] = mix(b ^ Math.imul(a, 17));
};

/** One well-mixed 32-bit word of a 64-bit value given as two words. */
export const mixWords = (low: number, high: number): number =>
  mix(low ^ Math.imul(mix(high ^ 0x27d4eb2f), 0x165667b1)) >>> 0;
