import type { OnProgress } from '@cvd/core';

/** Shows one long operation. */
export interface ProgressView {
  readonly update: OnProgress;
  /** Takes the view away; to be called however the operation ended. */
  done(): void;
}
