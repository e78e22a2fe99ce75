import { throwIfAborted } from '../execution/abort.js';
import { availableThreads } from '../execution/parallelism.js';
import { yieldToEventLoop } from '../execution/yield.js';
import { detectMetadataOf } from '../metadata/detect-source.js';
import { tableMetadata } from '../metadata/table-metadata.js';
import { assertSourceMatches } from '../metadata/validate-source.js';
import { encodedSource } from '../preparation/encoded-source.js';
import { fitPreparation } from '../preparation/fit-preparation.js';
import { createPhases } from '../progress/phases.js';
import { createRandomSource } from '../random/counter-random.js';
import type { TableSource } from '../table/source.js';
import type { PreparationSettings } from '../transformers/transformer.js';
import { packageVersion } from '../version.js';
import type { FitOptions } from './fit-options.js';
import type { FitReport, Warning } from './fit-report.js';
import type { FittedState } from './fitted-state.js';
import type { Method } from './method.js';
import { createReportBuilder } from './report-builder.js';

/** Options that every synthesizer made by `defineSynthesizer` has, beside its method's own. */
export interface CommonOptions extends PreparationSettings {
  readonly seed: number;
}

/** Shares of a fit's progress: reading the metadata ends at the first, preparing the columns at the second. */
const PARTS = { metadata: 0.1, preparing: 0.3 };

/**
 * The whole fit on this thread, in a fixed number of passes over the source: detection or check of the metadata, the
 * transformers, and what the method needs.
 */
export const fitInline = async <Options extends object>(
  method: Method<Options>,
  options: Options & CommonOptions,
  source: TableSource,
  { metadata: given, onProgress, signal = undefined, threads = availableThreads(), maxSeconds }: FitOptions,
  earlier: readonly Warning[] = [],
): Promise<{ state: FittedState; report: FitReport }> => {
  const report = createReportBuilder(method.name);
  for (const warning of earlier) report.warn(warning);
  const phases = createPhases(onProgress);
  const random = createRandomSource(options.seed).child('fit');

  const looking = phases.part('metadata', 0, PARTS.metadata);
  const metadata = await report.timed('metadata', async () => {
    if (!given) return detectMetadataOf(source, { signal, onProgress: looking });
    await assertSourceMatches(source, given, { signal, onProgress: looking });
    return given;
  });
  throwIfAborted(signal, 'fit');

  const { prepared, rows } = await report.timed('preparing', () =>
    fitPreparation(source, {
      metadata: tableMetadata(metadata),
      settings: options,
      random: random.child('prepare'),
      signal: signal ?? null,
      report: phases.part('preparing', PARTS.metadata, PARTS.preparing),
      notes: report,
    }),
  );

  const fitting = phases.part('fitting', PARTS.preparing, 1);
  const model = await report.timed('fitting', () =>
    method.fit(encodedSource(source, prepared, rows), {
      options,
      random: random.child('method'),
      signal: signal ?? null,
      threads,
      maxSeconds: maxSeconds ?? null,
      resume: null,
      warmStart: null,
      keep: async () => {},
      ...report,
      checkpoint: async ({ fraction, ...details }) => {
        throwIfAborted(signal, 'fit');
        fitting(fraction, details);
        await yieldToEventLoop();
        throwIfAborted(signal, 'fit');
      },
    }),
  );
  throwIfAborted(signal, 'fit');
  fitting(1, { rows });
  return {
    state: { metadata, rows, packageVersion, prepared, model },
    report: report.build(metadata, rows, prepared.columns.length),
  };
};
