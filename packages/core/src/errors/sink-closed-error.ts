import { CvdError } from './cvd-error.js';

/** A sink was used before `open()` or after `close()`. */
export class SinkClosedError extends CvdError {
  static override readonly code = 'CVD_SINK_CLOSED';

  constructor(
    readonly sink: string,
    readonly operation: string,
    readonly state: 'new' | 'open' | 'closed',
  ) {
    super(
      state === 'new'
        ? `${sink} sink: call open() before ${operation}().`
        : `${sink} sink: ${operation}() was called ${state === 'open' ? 'on a sink that is open' : 'after close()'}. A sink is used once; create another one.`,
    );
  }
}
