import type { CellProblem, CellTaker } from './cell-taker.js';

/** Collects the names in the header. */
export class HeaderTaker implements CellTaker {
  readonly names: string[] = [];
  readonly #seen = new Set<string>();
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  readonly #check: boolean;

  /** @param check - false where the names are going to be replaced */
  constructor(check: boolean) {
    this.#check = check;
  }

  take(bytes: Uint8Array, start: number, end: number): CellProblem | null {
    let name: string;
    try {
      name = this.#decoder.decode(bytes.subarray(start, end));
    } catch {
      return { kind: 'encoding' };
    }
    if (this.#check) {
      const advice =
        'give each column a name of its own in the first line of the file (or, in a program, by the option `names`)';
      const position = this.names.length + 1;
      if (name === '') return { kind: 'header', problem: `column ${position} has no name: ${advice}` };
      if (this.#seen.has(name))
        return { kind: 'header', problem: `column ${position} has the name "${name}" of an earlier column: ${advice}` };
    }
    this.#seen.add(name);
    this.names.push(name);
    return null;
  }
}
