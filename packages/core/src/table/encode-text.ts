/** Half of a surrogate pair on its own: has no UTF-8 form, and encoders replace it silently. */
export const loneSurrogate = /\p{Surrogate}/u;

/** The UTF-8 bytes of a text, or the 1-based line and character that have no UTF-8 form. */
export const encodeText = (text: string): Uint8Array | { readonly line: number; readonly column: number } => {
  const position = text.search(loneSurrogate);
  if (position < 0) return new TextEncoder().encode(text);
  const lines = text.slice(0, position).split(/\r\n|\r|\n/);
  return { line: lines.length, column: [...lines.at(-1)!].length + 1 };
};
