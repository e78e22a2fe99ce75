import { CvdError } from './cvd-error.js';

/** A sample was iterated, or gathered, a second time. */
export class SampleConsumedError extends CvdError {
  static override readonly code = 'CVD_SAMPLE_CONSUMED';

  constructor() {
    super(
      'A sample can be iterated once, and this one was. Call sample() again: the same arguments give the same rows.',
    );
  }
}
