import { fromTableMessage, type OnProgress, type TableMessage } from '@cvd/core';
import { type EvaluationRequest, evaluateInline } from './evaluate-inline.js';
import type { EvaluationReport } from './evaluation-report.js';

/** An evaluation as it travels to a worker. */
export interface EvaluationJob {
  readonly real: TableMessage;
  readonly synthetic: TableMessage;
  readonly request: EvaluationRequest;
}

/** What {@link evaluate} runs in its worker, which finds it among the exports of this package; not for other callers. */
export const evaluateJob = (
  { real, synthetic, request }: EvaluationJob,
  { onProgress }: { readonly onProgress: OnProgress },
): Promise<EvaluationReport> =>
  evaluateInline(fromTableMessage(real), fromTableMessage(synthetic), request, { onProgress });
