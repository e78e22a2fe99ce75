import type { EvaluationReport } from '../../evaluation-report.js';
import { worstFirst } from '../../format/worst-first.js';
import { figureCell } from '../figure-text.js';
import { html, type Markup } from '../markup.js';
import { part } from '../section.js';
import { table } from '../table.js';
import { shownOf } from './shown-of.js';

const MOST_FAULTS = 100;

/** Whether the table is well formed, and what is not. */
export const diagnosticPart = ({ diagnostic }: EvaluationReport): Markup => {
  const { dataValidity, dataStructure } = diagnostic;
  const faults = dataValidity.columns.filter(
    ({ score, error }) => error !== undefined || (score !== null && score < 1),
  );
  const { shown, more } = shownOf(
    worstFirst(faults, ({ score }) => score),
    MOST_FAULTS,
  );
  const because = 'there is nothing to check';
  return part(
    'Well formed?',
    'Whether values keep to the real bounds, categories and formats, and columns to their names and types. A sound table scores 1, and 1 says nothing of how alike the tables are.',
    [
      table(
        'Diagnostic scores',
        ['part', 'score'],
        [
          ['data validity', figureCell({ value: dataValidity.score, because })],
          ['data structure', figureCell({ value: dataStructure.score, because })],
        ],
      ),
      faults.length === 0
        ? html`<p>No column has a fault.</p>\n`
        : [
            table(
              'Columns with faults',
              ['column', 'score', 'what was checked'],
              shown.map(({ column, metric, score, error }) => [
                column,
                figureCell({ value: score, because: error?.replace(/\.$/, '') }),
                html`<td>${metric}</td>`,
              ]),
            ),
            more,
          ],
    ],
  );
};
