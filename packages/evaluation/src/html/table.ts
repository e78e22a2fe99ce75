import { html, type Markup, type Piece } from './markup.js';

/**
 * A table that scrolls by itself where the page is too narrow.
 * @param head - headings of the columns, the first one that of the row headings
 * @param rows - of each its heading and its cells, which are `td` elements
 */
export const table = (
  caption: string,
  head: readonly string[],
  rows: readonly (readonly [heading: Piece, ...cells: readonly Markup[]])[],
): Markup => html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${rows.map(([heading, ...cells]) => html`<tr><th scope="row">${heading}</th>${cells}</tr>\n`)}</tbody>
</table></div>
`;

/** Something that can be opened; open in print. */
export const details = (summary: string, inside: Piece): Markup => html`<details>
<summary>${summary}</summary>
${inside}</details>
`;
