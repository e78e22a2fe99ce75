const spellings = { true: [116, 114, 117, 101], false: [102, 97, 108, 115, 101] } as const;

/** `true` or `false` in any case (pandas writes True); null for anything else. */
export const readBool = (bytes: Uint8Array, start: number, end: number): boolean | null => {
  if (end - start === 4 && spells(bytes, start, spellings.true)) return true;
  if (end - start === 5 && spells(bytes, start, spellings.false)) return false;
  return null;
};

const spells = (bytes: Uint8Array, start: number, letters: readonly number[]): boolean =>
  letters.every((letter, i) => (bytes[start + i]! | 32) === letter);
