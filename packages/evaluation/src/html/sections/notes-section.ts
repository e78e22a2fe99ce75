import type { EvaluationReport } from '../../evaluation-report.js';
import { html, type Markup } from '../markup.js';
import { section } from '../section.js';

/** What a reader should know; nothing without notes. */
export const notesSection = ({ notes }: EvaluationReport): Markup | null =>
  notes.length === 0
    ? null
    : section({
        id: 'notes',
        title: 'Before you quote a figure',
        inside: html`<ul class="notes">
${notes.map((note) => html`<li>${note}</li>\n`)}</ul>
`,
      });
