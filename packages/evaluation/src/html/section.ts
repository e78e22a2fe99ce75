import { html, type Markup, type Piece } from './markup.js';

/** A part of the page that the contents name. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly inside: Piece;
}

/** A heading of the second level and what stands below it. */
export const section = ({
  id,
  title,
  inside,
}: Section): Markup => html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${inside}</section>
`;

/** A heading of the third level, a paragraph that explains, and what stands below it. */
export const part = (title: string, explanation: Piece, inside: Piece): Markup => html`<section>
<h3>${title}</h3>
<p class="explains">${explanation}</p>
${inside}</section>
`;
