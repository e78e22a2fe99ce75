import type { Sink } from '../../sink/sink.js';
import type { LandedRow } from '../memory-sink.js';
import { identityChecks } from './checks/identity.js';
import { lifecycleChecks } from './checks/lifecycle.js';
import { refusalChecks } from './checks/refusal.js';
import { valueChecks } from './checks/values.js';
import { writingChecks } from './checks/writing.js';
import { assertSameLanded, type SinkCheck, type SinkCheckContext } from './sink-check.js';

/** Every check of the sink kit. */
export const sinkChecks: readonly SinkCheck[] = [
  ...lifecycleChecks,
  ...writingChecks,
  ...identityChecks,
  ...valueChecks,
  ...refusalChecks,
];

export interface SinkConformanceOptions {
  /** The test runner: vitest's, jest's or node:test's own functions. */
  readonly runner: {
    describe(name: string, body: () => void): unknown;
    it(name: string, body: () => Promise<void>): unknown;
  };
  /** A new sink onto the target of this name (a table, a file, a topic); the same name is the same target. */
  create(target: string): Sink | Promise<Sink>;
  /**
   * The rows that stand in the target, as another program would find them at this moment, also while a sink is open;
   * none when there is no target yet. Integers beyond 2^53 as bigint or text, times as ISO 8601, identity where the sink
   * keeps it (`idempotent`).
   */
  read(target: string): Promise<readonly LandedRow[]>;
  /** Known failures: check id → reason. A check listed here that passes fails the run. */
  readonly expectedFailures?: Readonly<Record<string, string>>;
}

const contextOf = ({ create, read }: SinkConformanceOptions, probe: Sink, target: string): SinkCheckContext => {
  const context: SinkCheckContext = {
    capabilities: probe.capabilities,
    create: async () => create(target),
    async opened() {
      const sink = await create(target);
      await sink.open();
      return sink;
    },
    read: () => read(target),
    assertLanded: async (expected) => assertSameLanded(await read(target), expected, probe.capabilities),
  };
  return context;
};

/**
 * Registers one test a check, each with a target of its own. A check that the sink's capabilities do not promise passes
 * without doing anything; that is the only way to skip one.
 * @example sinkConformance({ runner: { describe, it }, create: (target) => duckdbSink({ … }), read });
 */
export const sinkConformance = (options: SinkConformanceOptions): void => {
  const { runner, create, expectedFailures = {} } = options;
  runner.describe('sink contract', () => {
    for (const [i, check] of sinkChecks.entries()) {
      const reason = expectedFailures[check.id];
      runner.it(reason === undefined ? check.id : `${check.id} (known failure: ${reason})`, async () => {
        const target = `check_${i}`;
        const probe = await create(target);
        if (check.requires && !check.requires(probe.capabilities)) return;
        const outcome = check.run(contextOf(options, probe, target));
        if (reason === undefined) return outcome;
        const failed = await outcome.then(
          () => false,
          () => true,
        );
        if (!failed) throw new Error(`${check.id} passes now: take it off expectedFailures`);
      });
    }
  });
};
