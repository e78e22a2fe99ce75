import { html, type Markup } from '../markup.js';
import { section } from '../section.js';

const terms: readonly (readonly [term: string, meaning: string])[] = [
  ['Synthetic rows', 'Rows that a program made up, having learned how real ones are distributed.'],
  ['Rows learned from', 'The real rows that the program saw (the training rows).'],
  [
    'Holdout',
    'Real rows of the same source that the program never saw. They show what a figure looks like for rows that are real and copied nothing.',
  ],
  ['Ceiling', 'The figure of the holdout, or of learners that saw real rows: as good as it gets with as many rows.'],
  [
    'Floor',
    'The figure of independent columns: each column drawn on its own, so that nothing in the table goes together.',
  ],
  ['Interval', 'The range in which a figure would lie in 95 of 100 repetitions with other rows.'],
  [
    'AUC',
    'Area under the ROC curve: of one row of each kind, how often the right one is picked. .5 is guessing, 1 is always.',
  ],
  [
    'Shape score',
    'How alike a column is distributed in both tables. For numbers 1 less the largest distance of the distribution functions (KS complement), for categories 1 less half the sum of the differences of shares (TV complement).',
  ],
  ['Pair trend', 'How alike two columns go together in both tables.'],
  ['Boosted trees', 'A learner that asks many simple questions in turn and corrects its own errors; strong on tables.'],
  [
    'Train on synthetic, test on real',
    'A learner sees synthetic rows only, and is judged on real ones. Its twin sees real rows.',
  ],
  ['Closest record', 'The row learned from that is nearest to a given row.'],
  ['Membership inference', 'Guessing whether a person was among the rows learned from.'],
  [
    'Attribute inference',
    'Guessing an unknown value of a person from known ones, with the help of the synthetic rows.',
  ],
  ['Singling out', 'Finding a statement that is true of exactly one real row.'],
  ['Linkability', 'Recognising that two halves of a record belong to one person.'],
];

/** The words of the page. */
export const glossarySection = (): Markup =>
  section({
    id: 'glossary',
    title: 'Glossary',
    inside: html`<dl>
${terms.map(([term, meaning]) => html`<dt>${term}</dt><dd>${meaning}</dd>\n`)}</dl>
`,
  });
