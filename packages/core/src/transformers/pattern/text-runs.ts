import { type CharacterClass, classOf } from './character-class.js';

/** Consecutive characters of one class, or one character that stands for itself (`kind` null). */
export interface TextRun {
  readonly kind: CharacterClass | null;
  readonly text: string;
  /** In code points. */
  readonly length: number;
}

/** Splits a text into runs. */
export const textRuns = (text: string): TextRun[] => {
  const runs: { kind: CharacterClass | null; text: string; length: number }[] = [];
  for (const character of text) {
    const kind = classOf(character);
    const last = runs.at(-1);
    if (last && kind !== null && last.kind === kind) {
      last.text += character;
      last.length++;
    } else runs.push({ kind, text: character, length: 1 });
  }
  return runs;
};

/** Joins neighbouring runs of ASCII letters and digits, as in `3f2a`; the class of a joined run is null. */
export const alphanumericRuns = (runs: readonly TextRun[]): (TextRun & { readonly joined: boolean })[] => {
  const out: { kind: CharacterClass | null; text: string; length: number; joined: boolean }[] = [];
  for (const run of runs) {
    const joined = run.kind === 'digit' || run.kind === 'lower' || run.kind === 'upper';
    const last = out.at(-1);
    if (joined && last?.joined) {
      last.text += run.text;
      last.length += run.length;
      last.kind = null;
    } else out.push({ ...run, joined });
  }
  return out;
};
