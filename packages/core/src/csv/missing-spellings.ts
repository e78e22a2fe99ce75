/** The spellings of a missing value, compared as bytes. */
export class MissingSpellings {
  readonly #byLength: (Uint8Array[] | undefined)[] = [];
  readonly #quoted: boolean;

  /** @param quoted - whether a quoted cell can be missing too */
  constructor(spellings: readonly string[], quoted: boolean) {
    this.#quoted = quoted;
    for (const spelling of spellings) {
      const bytes = new TextEncoder().encode(spelling);
      const same = this.#byLength[bytes.length];
      if (same === undefined) this.#byLength[bytes.length] = [bytes];
      else same.push(bytes);
    }
  }

  matches(bytes: Uint8Array, start: number, end: number, quoted: boolean): boolean {
    const length = end - start;
    if (length >= this.#byLength.length || (quoted && !this.#quoted)) return false;
    const spellings = this.#byLength[length];
    if (spellings === undefined) return false;
    for (const spelling of spellings) {
      let i = 0;
      while (i < length && spelling[i] === bytes[start + i]) i++;
      if (i === length) return true;
    }
    return false;
  }
}
