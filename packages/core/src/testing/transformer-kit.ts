import { CvdError } from '../errors/cvd-error.js';
import { chooseTransformer, transformers } from '../transformers/registry.js';
import type { Transformer } from '../transformers/transformer.js';
import { allColumns } from './columns/all-columns.js';
import type { ColumnCase } from './columns/column-case.js';
import { unfitColumns } from './columns/unfit-columns.js';
import { assert } from './synthesizer-kit/check.js';
import { conditionChecks } from './transformer-kit/checks/conditions.js';
import { decodingChecks } from './transformer-kit/checks/decoding.js';
import { encodingChecks } from './transformer-kit/checks/encoding.js';
import type { TransformerCheck } from './transformer-kit/transformer-check.js';
import { tryOn } from './transformer-kit/trial.js';

/** Every check of the transformer kit. */
export const transformerChecks: readonly TransformerCheck[] = [
  ...encodingChecks,
  ...decodingChecks,
  ...conditionChecks,
];

export interface TransformerKitOptions {
  /** The test runner: vitest's, jest's or node:test's own functions. */
  readonly runner: {
    describe(name: string, body: () => void): unknown;
    it(name: string, body: () => Promise<void>): unknown;
  };
  /** The transformer to try; the registered ones, each on the columns it is chosen for, when absent. */
  readonly transformer?: Transformer;
  /** Columns to try it on: those whose sdtype it is for. @default all */
  readonly columns?: readonly ColumnCase[];
}

/** A transformer is chosen for some column, or is what the fit of another comes to. */
const registerCompleteness = ({ runner }: TransformerKitOptions, columns: readonly ColumnCase[]): void => {
  runner.it('every registered transformer is tried', async () => {
    const tried = new Set<string>();
    for (const column of columns) {
      const { fitted, transformer } = await tryOn(chooseTransformer(column.metadata, column.unique), column);
      tried.add(transformer.name).add(fitted.name);
    }
    for (const name of transformers.keys()) assert(tried.has(name), `no column is for the transformer "${name}"`);
  });
  for (const { tried, code, row } of unfitColumns) {
    runner.it(`${tried.id} is refused with ${code}`, async () => {
      const attempt = tryOn(chooseTransformer(tried.metadata, tried.unique), tried, 7);
      const error: unknown = await attempt.then(
        () => null,
        (thrown: unknown) => thrown,
      );
      assert(CvdError.isInstance(error) && error.code === code, `expected ${code}, got ${String(error)}`);
      if (row !== null)
        assert((error as { row?: unknown }).row === row, `the error names another row than ${row}: ${error.message}`);
    });
  }
};

/**
 * Registers one test for each check and column: what is encoded comes back, specs and codes match, pieces and restoring make no
 * difference, conditions hold exactly, keys are unique, values that cannot be used are refused.
 * @example transformerKit({ runner: { describe, it } });
 */
export const transformerKit = (options: TransformerKitOptions): void => {
  const { runner, transformer, columns = allColumns } = options;
  runner.describe('transformer contract', () => {
    for (const column of columns) {
      const chosen = transformer ?? chooseTransformer(column.metadata, column.unique);
      runner.describe(`${chosen.name} on ${column.id}`, () => {
        const trial = tryOnce(() => tryOn(chosen, column));
        for (const { id, run } of transformerChecks) runner.it(id, async () => run(await trial()));
      });
    }
    if (!transformer) registerCompleteness(options, columns);
  });
};

const tryOnce = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
};
