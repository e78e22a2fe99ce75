import type { EvaluationReport } from '../../evaluation-report.js';
import { percent } from '../figure-text.js';
import { html, type Markup } from '../markup.js';
import { section } from '../section.js';

interface IntervalLike {
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
  readonly method: string;
}

const isInterval = (value: object): value is IntervalLike =>
  'low' in value && 'high' in value && 'method' in value && typeof value.method === 'string';

const names: Readonly<Record<string, string>> = {
  quality: 'quality scores',
  fidelity: 'fidelity',
  c2st: 'rows told apart',
  c2stTrain: 'rows told apart',
  accuracy: 'accuracy',
  utility: 'utility',
  closerToTrain: 'closer to train',
  identical: 'identical rows',
  closestRecord: 'closest record',
  nearestRatio: 'nearest ratio',
  membership: 'membership inference',
  attributeInference: 'attribute inference',
  singlingOut: 'singling out',
  linkability: 'linkability',
};

/** The methods of all intervals in the report, and which figures have them, in the order in which they are met. */
const methodsOf = (report: EvaluationReport): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  const visit = (value: unknown, name: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isInterval(value)) {
      const method = `${value.method}, ${percent(value.confidence, 0)}`;
      const figures = found.get(method) ?? new Set();
      found.set(method, figures.add(name));
      return;
    }
    for (const [key, inner] of Object.entries(value))
      visit(inner, Array.isArray(value) || name === 'utility' ? name : (names[key] ?? name));
  };
  const { quality, utility, privacy } = report;
  const { correlations: _, ...fidelity } = report.fidelity;
  visit({ quality, fidelity, utility, privacy }, '');
  return found;
};

const seedsOf = ({ fidelity, privacy, utility, baselines }: EvaluationReport): readonly number[] => [
  ...new Set(
    [
      fidelity.accuracy.seed,
      fidelity.c2st?.seed,
      utility?.seed,
      privacy?.seed,
      privacy?.attacks.seed,
      baselines?.seed,
    ].filter((seed) => seed !== undefined),
  ),
];

/** How figures and intervals were obtained. */
export const methodsSection = (report: EvaluationReport): Markup => {
  const methods = [...methodsOf(report)];
  const seeds = seedsOf(report);
  return section({
    id: 'methods',
    title: 'How the figures were obtained',
    inside: html`<p>Everything that is drawn at random (cuts, folds, samples, resamples, baselines) is drawn by ${seeds.length === 1 ? 'one seed' : 'seeds'}, ${seeds.join(', ')}: the same tables and the same seed give the same figures, and this page byte for byte. Ids, personal data and columns of unknown kind are left out.</p>
<p>An interval says where a figure would lie if the rows had been drawn anew, with the stated confidence. It does not say where it would lie if the synthesizer had been fitted anew.</p>
${
  methods.length === 0
    ? html`<p>No figure has an interval.</p>`
    : html`<dl>
${methods.map(([method, figures]) => html`<dt>${[...figures].filter((name) => name !== '').join(', ')}</dt><dd>${method}</dd>\n`)}</dl>
`
}`,
  });
};
