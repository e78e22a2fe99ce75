import { printable } from '../format/format-figures.js';

/** Text that is HTML, in which every value has been escaped. Made by {@link html} only. */
export interface Markup {
  readonly markup: string;
}

/** What can stand in a page: text, which is escaped, HTML, lists of either, and nothing. */
export type Piece = string | Markup | null | readonly Piece[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text as it can stand in an element or in a quoted attribute. Control and format characters, such as those that turn
 * the direction of writing, come out as `\u{202e}`.
 */
export const escapeHtml = (text: string): string =>
  printable(text).replace(/[&<>"']/g, (character) => entities[character]!);

const written = (piece: Piece): string => {
  if (piece === null) return '';
  if (typeof piece === 'string') return escapeHtml(piece);
  return 'markup' in piece ? piece.markup : piece.map(written).join('');
};

/** HTML with values in it, each of which is escaped unless it is HTML already. */
export const html = (texts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup => ({
  markup: texts.reduce((all, text, i) => all + written(pieces[i - 1]!) + text),
});

/** Pieces one after the other, with something between them. */
export const joined = (pieces: readonly Piece[], between: Piece): Piece =>
  pieces.map((piece, i) => (i === 0 ? piece : [between, piece]));
