import { fromTableMessage, type OnProgress, type TableMessage } from '@cvd/core';
import { type EvaluationRequest, evaluateInline } from './evaluate-inline.js';
import type { EvaluationReport } from './evaluation-report.js';

/** An evaluation as it travels to a worker. */
export interface EvaluationJob {
  readonly real: TableMessage;
  readonly synthetic: TableMessage;
  readonly holdout?: TableMessage | undefined;
  readonly request: EvaluationRequest;
}

/** What {@link evaluate} runs in its worker, which finds it among the exports of this package; not for other callers. */
export const evaluateJob = (
  { real, synthetic, holdout, request }: EvaluationJob,
  { onProgress }: { readonly onProgress: OnProgress },
): Promise<EvaluationReport> =>
  evaluateInline(
    {
      real: fromTableMessage(real),
      synthetic: fromTableMessage(synthetic),
      holdout: holdout && fromTableMessage(holdout),
    },
    request,
    { onProgress },
  );
