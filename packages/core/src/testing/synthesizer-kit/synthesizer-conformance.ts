import type { SynthesizerFactory } from '../../synthesizer/factory.js';
import type { CheckContext, ConformanceCheck } from './check.js';
import { conditionChecks } from './checks/conditions.js';
import { lifeCycleChecks } from './checks/life-cycle.js';
import { modelFileChecks } from './checks/model-file.js';
import { oddTableChecks } from './checks/odd-tables.js';
import { optionChecks } from './checks/options.js';
import { rowChecks } from './checks/rows.js';
import { runningChecks } from './checks/running.js';
import { steeringChecks } from './checks/steering.js';

/** Every check of the kit. */
export const synthesizerChecks: readonly ConformanceCheck[] = [
  ...lifeCycleChecks,
  ...optionChecks,
  ...rowChecks,
  ...modelFileChecks,
  ...conditionChecks,
  ...runningChecks,
  ...steeringChecks,
  ...oddTableChecks,
];

export interface ConformanceOptions {
  /** The test runner: vitest's, jest's or node:test's own functions. */
  readonly runner: {
    describe(name: string, body: () => void): unknown;
    it(name: string, body: () => Promise<void>): unknown;
  };
  readonly factory: SynthesizerFactory;
  /** Settings that make it cheap (few epochs, small nets). */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Known failures: check id → reason. A check listed here that passes fails the run. */
  readonly expectedFailures?: Readonly<Record<string, string>>;
}

/**
 * Registers one test a check. A check is left out only when the synthesizer's capabilities say that it makes no such
 * promise.
 * @example synthesizerConformance({ runner: { describe, it }, factory: copula });
 */
export const synthesizerConformance = ({
  runner,
  factory,
  options = {},
  expectedFailures = {},
}: ConformanceOptions): void => {
  const context: CheckContext = { factory, create: (seed = 42) => factory.create({ ...options, seed }) };
  const { capabilities } = context.create();
  runner.describe(`synthesizer contract: ${factory.name}`, () => {
    for (const check of synthesizerChecks) {
      if (check.requires && !check.requires(capabilities)) continue;
      const reason = expectedFailures[check.id];
      runner.it(reason === undefined ? check.id : `${check.id} (known failure: ${reason})`, async () => {
        if (reason === undefined) return check.run(context);
        const failed = await check.run(context).then(
          () => false,
          () => true,
        );
        if (!failed) throw new Error(`${check.id} passes now: take it off expectedFailures`);
      });
    }
    runner.it('known failures name checks of the kit', async () => {
      const unknown = Object.keys(expectedFailures).filter((id) => !synthesizerChecks.some((check) => check.id === id));
      if (unknown.length > 0) throw new Error(`no such checks: ${unknown.join(', ')}`);
    });
  });
};
