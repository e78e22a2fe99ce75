/** Kinds of characters that patterns generalise to; every other character stands for itself. */
export const characterClasses = {
  digit: '[0-9]',
  lower: '[a-z]',
  upper: '[A-Z]',
  cyrillicLower: '[а-я]',
  cyrillicUpper: '[А-Я]',
  greekLower: '[α-ρσ-ω]',
  greekUpper: '[Α-ΡΣ-Ω]',
  arabic: '[ا-غف-ي]',
  hebrew: '[א-ת]',
  devanagari: '[क-ह]',
  hiragana: '[あ-ん]',
  katakana: '[ア-ン]',
  hangul: '[가-힣]',
  han: '[一-龥]',
} as const;

export type CharacterClass = keyof typeof characterClasses;

const scripts: readonly (readonly [CharacterClass, RegExp])[] = [
  ['cyrillicLower', /^(?=\p{Script=Cyrillic})\p{Ll}$/u],
  ['cyrillicUpper', /^(?=\p{Script=Cyrillic})\p{Lu}$/u],
  ['greekLower', /^(?=\p{Script=Greek})\p{Ll}$/u],
  ['greekUpper', /^(?=\p{Script=Greek})\p{Lu}$/u],
  ['arabic', /^(?=\p{Script=Arabic})\p{L}$/u],
  ['hebrew', /^(?=\p{Script=Hebrew})\p{L}$/u],
  ['devanagari', /^(?=\p{Script=Devanagari})[\p{L}\p{M}]$/u],
  ['hiragana', /^\p{Script=Hiragana}$/u],
  ['katakana', /^\p{Script=Katakana}$/u],
  ['hangul', /^\p{Script=Hangul}$/u],
  ['han', /^\p{Script=Han}$/u],
  ['digit', /^\p{N}$/u],
  ['upper', /^\p{Lu}$/u],
  ['lower', /^[\p{L}\p{M}]$/u],
];

/** The class of a character (letters of other scripts count as lower-case ones); null for one that stands for itself. */
export const classOf = (character: string): CharacterClass | null => {
  if (character >= 'a' && character <= 'z') return 'lower';
  if (character >= 'A' && character <= 'Z') return 'upper';
  if (character >= '0' && character <= '9') return 'digit';
  if (character.charCodeAt(0) < 128) return null;
  return scripts.find(([, test]) => test.test(character))?.[0] ?? null;
};

/** A character as it is written in a regular expression. */
export const escapeLiteral = (character: string): string =>
  /[\\^$.*+?()[\]{}|]/.test(character) ? `\\${character}` : character;

/** A character as it is written in a class of a regular expression. */
export const escapeInClass = (character: string): string =>
  /[\\^[\]-]/.test(character) ? `\\${character}` : character;
