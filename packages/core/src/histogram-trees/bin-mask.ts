/** Words of 32 bits that hold one bit for each of a feature's up to 256 slots. */
export const MASK_WORDS = 8;

/** Whether the slot's bit is set in the mask that begins at word `at`. */
export const inMask = (masks: Uint32Array, at: number, slot: number): boolean =>
  ((masks[at + (slot >> 5)]! >>> (slot & 31)) & 1) === 1;

export const addToMask = (masks: Uint32Array, slot: number): void => {
  masks[slot >> 5]! |= 1 << (slot & 31);
};
