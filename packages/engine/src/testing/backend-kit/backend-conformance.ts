import type { Backend } from '../../backend/backend.js';
import { createReferenceBackend } from '../../backend/reference/reference-backend.js';
import type { BackendCheck } from './backend-check.js';
import { lifecycleChecks } from './checks/lifecycle.js';
import { operationChecks } from './checks/operations.js';
import { programChecks } from './checks/programs.js';

/** Every check of the kit. */
export const backendChecks: readonly BackendCheck[] = [...lifecycleChecks, ...operationChecks, ...programChecks];

export interface BackendConformanceOptions {
  /** The test runner: vitest's, jest's or node:test's own functions. */
  readonly runner: {
    describe(name: string, body: () => void): unknown;
    it(name: string, body: () => Promise<void>): unknown;
  };
  /** A new backend; the kit disposes it. */
  create(): Backend | Promise<Backend>;
  /**
   * How far a value may be from the reference's, relative to the largest magnitude in its buffer (at least 1). What must
   * be equal bit by bit (uniforms, integers) is held to that whatever it is. @default 2e-5
   */
  readonly tolerance?: number;
  /** Known failures: check id → reason. A check listed here that passes fails the run. */
  readonly expectedFailures?: Readonly<Record<string, string>>;
}

/**
 * Registers one test a check: every operation on awkward shapes and a whole little program beside the reference backend,
 * random numbers, life cycle. Each check has a backend of its own.
 * @example backendConformance({ runner: { describe, it }, create: () => createWasmBackend({ threads: 2 }) });
 */
export const backendConformance = ({
  runner,
  create,
  tolerance = 2e-5,
  expectedFailures = {},
}: BackendConformanceOptions): void => {
  const run = async (check: BackendCheck): Promise<void> => {
    const backend = await create();
    const reference = createReferenceBackend();
    try {
      await check.run({ backend, reference, tolerance });
    } finally {
      backend.dispose();
    }
  };
  runner.describe('backend contract', () => {
    for (const check of backendChecks) {
      const reason = expectedFailures[check.id];
      runner.it(reason === undefined ? check.id : `${check.id} (known failure: ${reason})`, async () => {
        if (reason === undefined) return run(check);
        const failed = await run(check).then(
          () => false,
          () => true,
        );
        if (!failed) throw new Error(`${check.id} passes now: take it off expectedFailures`);
      });
    }
  });
};
