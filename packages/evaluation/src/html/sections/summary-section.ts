import type { EvaluationReport } from '../../evaluation-report.js';
import { decimal, range, reason } from '../figure-text.js';
import { html, type Markup, type Piece } from '../markup.js';
import { type Scale, scalePicture } from '../scale-picture.js';
import type { Answer } from './answers/answer.js';
import { faithfulAnswer } from './answers/faithful-answer.js';
import { givenAwayAnswer } from './answers/given-away-answer.js';
import { usefulAnswer } from './answers/useful-answer.js';

/** A figure, its place on a line, and what stands beside it. */
const scaleBlock = (scale: Scale): Markup => {
  const { name, figure, ceiling, floor, marks = ['ceiling', 'floor'], places = 3 } = scale;
  const value =
    figure.value === null
      ? html`<p class="none">${reason(figure.because)}</p>`
      : html`<p class="value"><strong>${decimal(figure.value, places)}</strong>${figure.interval ? html` <span class="interval">${range(figure.interval, places)}</span>` : null}</p>`;
  const known = (mark: string, kind: string, title: string, of: number | null | undefined): Piece =>
    of === null || of === undefined
      ? null
      : html`<span><span aria-hidden="true" class="${kind}-mark">${mark}</span> ${title} ${decimal(of, places)}</span> `;
  const beside = [known('◆', 'ceiling', marks[0], ceiling), known('▲', 'floor', marks[1], floor)];
  return html`<div class="scaled"><p class="name">${name}</p>
${value}
${scalePicture(scale)}${beside.some((each) => each !== null) ? html`<p class="beside">${beside}</p>` : null}
</div>
`;
};

const answer = ({ question, target, words, scales }: Answer): Markup => html`<section class="answer">
<h3>${question}</h3>
<p>${words}</p>
${scales.map(scaleBlock)}<p class="more"><a href="#${target}">More on this</a></p>
</section>
`;

/** The three questions that the page answers. */
export const summarySection = (report: EvaluationReport): Markup => {
  const { baselines } = report;
  const key = baselines
    ? html`<p class="key"><span><span aria-hidden="true" class="dot-mark">●</span> this table; the bar is its 95 % interval</span> <span><span aria-hidden="true" class="ceiling-mark">◆</span> ceiling: ${baselines.holdout ? 'real rows that were held out' : 'the best that can be expected'}</span> <span><span aria-hidden="true" class="floor-mark">▲</span> floor: each column drawn on its own</span></p>`
    : html`<p class="key">No baselines were measured: a figure without a ceiling and a floor beside it says little.</p>`;
  return html`<section id="summary" aria-labelledby="summary-title">
<h2 id="summary-title">In short</h2>
${key}
<div class="answers">
${[faithfulAnswer(report), usefulAnswer(report), givenAwayAnswer(report)].map(answer)}</div>
</section>
`;
};
