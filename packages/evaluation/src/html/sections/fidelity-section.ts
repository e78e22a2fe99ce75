import type { EvaluationReport } from '../../evaluation-report.js';
import type { Markup } from '../markup.js';
import { section } from '../section.js';
import { accuracyPart } from './accuracy-part.js';
import { columnsPart } from './columns-part.js';
import { correlationsPart } from './correlations-part.js';
import { diagnosticPart } from './diagnostic-part.js';
import { pairsPart } from './pairs-part.js';
import { scoresPart } from './scores-part.js';
import { toldApartPart } from './told-apart-part.js';

/** How faithful the table is, from the whole to its columns and pairs. */
export const fidelitySection = (report: EvaluationReport): Markup =>
  section({
    id: 'fidelity',
    title: 'Fidelity',
    inside: [
      toldApartPart(report.fidelity, report.rows.holdout !== undefined),
      scoresPart(report),
      accuracyPart(report),
      columnsPart(report),
      pairsPart(report),
      correlationsPart(report),
      diagnosticPart(report),
    ],
  });
