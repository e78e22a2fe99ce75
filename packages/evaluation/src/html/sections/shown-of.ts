import { formatCount } from '../../format/format-figures.js';
import { html, type Markup } from '../markup.js';

/** As many as there is place for, and a sentence that says how many are left out. */
export const shownOf = <Entry>(
  entries: readonly Entry[],
  most: number,
): { readonly shown: readonly Entry[]; readonly more: Markup | null } => {
  const left = entries.length - most;
  return {
    shown: entries.slice(0, most),
    more:
      left > 0
        ? html`<p class="left-out">${formatCount(left)} more are not shown here; the JSON report has them all.</p>\n`
        : null,
  };
};
