/** A word as a shell takes it; quoted where it has to be. */
const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

/** A command line that can be copied into a shell. */
export const shellWords = (words: readonly string[]): string => words.map(quoted).join(' ');
