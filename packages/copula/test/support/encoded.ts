import {
  createRandomSource,
  type EncodedBatch,
  type EncodedColumnSpec,
  type EncodedSource,
  type EncodedValues,
  type FittedMethod,
  type MethodFitContext,
  type Warning,
} from '@cvd/core';
import { copulaMethod } from '../../src/copula-method.js';
import type { CopulaOptions } from '../../src/options.js';

export const continuous = (name: string, extra: Partial<EncodedColumnSpec> = {}): EncodedColumnSpec => ({
  kind: 'continuous',
  name,
  source: name,
  decimals: null,
  missing: null,
  ...(extra as object),
});

export const discrete = (
  name: string,
  cardinality: number,
  extra: Partial<EncodedColumnSpec> = {},
): EncodedColumnSpec => ({
  kind: 'discrete',
  name,
  source: name,
  cardinality,
  ordered: false,
  role: 'category',
  ...(extra as object),
});

/** Encoded rows in memory, given out in batches. */
export const encoded = (
  specs: readonly EncodedColumnSpec[],
  columns: readonly EncodedValues[],
  batch = 1000,
): EncodedSource => {
  const rows = columns[0]?.length ?? 0;
  return {
    schema: { columns: specs },
    rows,
    async *open() {
      for (let from = 0; from < rows; from += batch) {
        const to = Math.min(rows, from + batch);
        yield { rows: to - from, columns: columns.map((values) => values.subarray(from, to)) };
      }
    },
  };
};

export interface TestContext extends MethodFitContext<CopulaOptions> {
  readonly warnings: Warning[];
  readonly details: Record<string, unknown>;
}

export const fitContext = (options: Partial<CopulaOptions> = {}, seed = 1): TestContext => {
  const warnings: Warning[] = [];
  const details: Record<string, unknown> = {};
  return {
    options: { marginalSample: 100_000, defaultMarginal: 'auto', marginals: {}, ...options },
    random: createRandomSource(seed).child('fit'),
    signal: null,
    checkpoint: async () => {},
    pause: async () => {},
    threads: 1,
    deadline: null,
    resume: null,
    warmStart: null,
    keep: async () => {},
    numericBuild: () => {},
    timed: (_, work) => work(),
    warn: (warning) => warnings.push(warning),
    clip: () => {},
    loss: () => {},
    detail: (name, value) => {
      details[name] = value;
    },
    warnings,
    details,
  };
};

export const fit = (data: EncodedSource, options: Partial<CopulaOptions> = {}): Promise<FittedMethod> =>
  copulaMethod.fit(data, fitContext(options));

export const draw = async (
  model: FittedMethod,
  rows: number,
  { seed = 1, where = [] as Parameters<FittedMethod['sampler']>[1], start = 0, attempt = 0 } = {},
): Promise<EncodedBatch> => {
  const sampler = model.sampler(createRandomSource(seed).child('sample'), where);
  return sampler.sample(
    Float64Array.from({ length: rows }, (_, i) => start + i),
    attempt,
  );
};
