import type { EvaluationReport } from '../evaluation-report.js';
import { count } from './figure-text.js';
import { html, type Markup } from './markup.js';
import { baselinesSection } from './sections/baselines-section.js';
import { fidelitySection } from './sections/fidelity-section.js';
import { glossarySection } from './sections/glossary-section.js';
import { methodsSection } from './sections/methods-section.js';
import { notesSection } from './sections/notes-section.js';
import { privacySection } from './sections/privacy-section.js';
import { summarySection } from './sections/summary-section.js';
import { utilitySection } from './sections/utility-section.js';
import { style } from './style.js';

export interface HtmlOptions {
  /** Heading of the page. @default 'Synthetic data report' */
  readonly title?: string | undefined;
}

const contents: readonly (readonly [id: string, title: string])[] = [
  ['summary', 'In short'],
  ['fidelity', 'Fidelity'],
  ['utility', 'Utility'],
  ['privacy', 'Privacy'],
  ['baselines', 'What a figure is worth'],
  ['methods', 'Methods'],
  ['glossary', 'Glossary'],
];

const header = ({ rows, fidelity, quality }: EvaluationReport, title: string): Markup => html`<header>
<h1>${title}</h1>
<p class="lead">${count(rows.synthetic, 'synthetic row')} of ${count(quality.columnShapes.columns.length, 'compared column')}, held against the ${count(rows.real, 'real row')} that they were learned from${
  rows.holdout === undefined
    ? '. No real rows were held out'
    : ` and ${count(rows.holdout, 'real row')} that were held out`
}. Seed ${String(fidelity.accuracy.seed)}.</p>
<nav aria-label="Contents"><ul>
${contents.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>\n`)}</ul></nav>
</header>
`;

/**
 * The report as one HTML page that needs nothing else: style and pictures are in it, there is no script, nothing is
 * fetched. Light and dark, for screens of any width and for paper. Every name and value of a table is escaped. The same
 * report gives the same bytes.
 *
 * Wide tables stay readable: 100 columns have a picture, 1,000 more are listed, and what is left out is counted; the JSON of the report
 * has everything. A figure that there is not says why.
 *
 * @example
 * await writeFile('report.html', formatHtml(await evaluate(real, synthetic, { holdout, baselines: true })));
 */
export const formatHtml = (report: EvaluationReport, { title = 'Synthetic data report' }: HtmlOptions = {}): string => {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${{ markup: style }}</style>
</head>
<body>
${header(report, title)}<main>
${summarySection(report)}${notesSection(report)}${fidelitySection(report)}${utilitySection(report)}${privacySection(report)}${baselinesSection(report)}${methodsSection(report)}${glossarySection()}</main>
<footer><p>Made by @cvd/evaluation. What is not on this page stands in the JSON report.</p></footer>
</body>
</html>
`;
  return page.markup;
};
