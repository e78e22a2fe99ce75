import { defaultMissing } from './csv-options.js';

/** Characters the reader may take for the delimiter when it has to find it out. */
const delimiters = [',', ';', '\t', '|'];

/**
 * A function that quotes text where a reader would else take it for something different: when it holds a delimiter, a
 * quote or a line break, begins or ends with a space, begins with a byte-order mark, is empty, or is a spelling of "missing".
 *
 * @param strict - quote whatever any delimiter is in: for the first line, by which readers find the delimiter
 */
export const cellQuoter = (delimiter: string, missing: string, strict: boolean): ((text: string) => string) => {
  const special = new Set(['"', '\n', '\r', delimiter, ...(strict ? delimiters : [','])]);
  const escaped = [...special].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
  const pattern = new RegExp(`[${escaped}]|^[ \\t\\ufeff]|[ \\t]$`);
  const spellings = new Set(['', missing, ...defaultMissing]);
  return (text) => (spellings.has(text) || pattern.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
};
