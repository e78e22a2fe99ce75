import type { ConsumeRunOptions } from './consume-options.js';
import type { ConsumeReport, ConsumeStats } from './consume-report.js';

/** Drains a topic into a sink; a member of its group while `run` is under way. Used once. */
export interface Consumer {
  /**
   * Opens the sink, joins the group and lands rows until `signal` is given or, with `untilCaughtUp`, everything that was there is
   * done. Offsets are committed only after the sink's write has settled. The sink is closed when this settles.
   * @throws {KafkaError} 'refused', or 'unreachable' beyond the limits
   * @throws {TooManyDeadLettersError | LogRestartedError}
   * @throws what the sink throws when it is no matter of single rows: wrong columns in all of them, credentials, a lock
   */
  run(options?: ConsumeRunOptions): Promise<ConsumeReport>;
  stats(): ConsumeStats;
}
