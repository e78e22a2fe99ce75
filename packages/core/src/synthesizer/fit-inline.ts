import { digestedSource } from '../checkpoint/data-digest.js';
import { createFitKeeper } from '../checkpoint/fit-keeper.js';
import { sameRows } from '../checkpoint/same-rows.js';
import { CheckpointMismatchError } from '../errors/checkpoint-mismatch-error.js';
import { throwIfAborted } from '../execution/abort.js';
import { availableThreads } from '../execution/parallelism.js';
import { yieldToEventLoop } from '../execution/yield.js';
import { ofPrefix } from '../model-file/tensor-names.js';
import { encodedSource } from '../preparation/encoded-source.js';
import { METHOD_TENSORS } from '../preparation/saved-preparation.js';
import { createPhases } from '../progress/phases.js';
import { createRandomSource } from '../random/counter-random.js';
import type { TableSource } from '../table/source.js';
import type { PreparationSettings } from '../transformers/transformer.js';
import { packageVersion } from '../version.js';
import type { FitOptions } from './fit-options.js';
import { type Preparation, prepareAnew, prepareAsEarlier, prepareAsKept } from './fit-preparations.js';
import type { FitReport, Warning } from './fit-report.js';
import type { FitStart } from './fit-start.js';
import type { FittedState } from './fitted-state.js';
import type { FittedMethod, Method, SavedMethod } from './method.js';
import { createReportBuilder } from './report-builder.js';

/** Options that every synthesizer made by `defineSynthesizer` has, beside its method's own. */
export interface CommonOptions extends PreparationSettings {
  readonly seed: number;
}

/** Shares of a fit's progress: reading the metadata ends at the first, preparing the columns at the second. */
const PARTS = { metadata: 0.1, preparing: 0.3 };
/** Those of methods that train in steps, which take far longer than what comes before. */
const STEPWISE_PARTS = { metadata: 0.01, preparing: 0.02 };

const methodPart = (
  file: { readonly content: unknown; readonly tensors: SavedMethod['tensors'] } | undefined,
): SavedMethod | null =>
  file
    ? {
        content: (file.content as { readonly method: unknown }).method,
        tensors: ofPrefix(METHOD_TENSORS, file.tensors),
      }
    : null;

const otherBuild = (difference: string): Warning => ({
  code: 'other-build',
  message: `The fit went on from a checkpoint: ${difference}. Its model may differ from that of a fit that was never stopped.`,
});

/**
 * The whole fit on this thread, in a fixed number of passes over the source: detection or check of the metadata, the
 * transformers, and what the method needs. From a checkpoint only the last of these.
 */
export const fitInline = async <Options extends object>(
  method: Method<Options>,
  start: FitStart<Options & CommonOptions>,
  source: TableSource,
  fit: FitOptions,
  earlierWarnings: readonly Warning[] = [],
): Promise<{ state: FittedState; report: FitReport }> => {
  const began = performance.now();
  const { options, checkpoint, earlier } = start;
  const { onProgress, signal, threads = availableThreads(), maxSeconds, checkpoints } = fit;
  const { resumable } = method.capabilities;
  const report = createReportBuilder(method.name);
  const phases = createPhases(onProgress);
  const random = createRandomSource(options.seed).child('fit');
  const parts = resumable ? STEPWISE_PARTS : PARTS;

  const prepare = (): Promise<Preparation> => {
    const context = { source, report, phases, parts, signal };
    if (checkpoint) return prepareAsKept(report, checkpoint.file.content, checkpoint.file.tensors);
    if (earlier) return prepareAsEarlier(context, earlier.file);
    return prepareAnew(context, fit.metadata, options, random.child('prepare'));
  };
  const preparation = await prepare();
  const { metadata, prepared, rows } = preparation;
  // Of this call, not of the fit: no part of what checkpoints keep.
  for (const warning of earlierWarnings) report.warn(warning);
  if (maxSeconds !== undefined && !resumable)
    report.warn({
      code: 'time-limit-ignored',
      message: `maxSeconds was ignored: "${method.name}" does not train in steps that could be left out.`,
    });

  if (checkpoint) {
    const version = checkpoint.file.packageVersion;
    if (version !== packageVersion)
      report.warn(otherBuild(`it was made by version ${version}, and this is ${packageVersion}`));
  }
  const compared = checkpoint && sameRows(source, preparation, checkpoint);
  const digested = checkpoints && !checkpoint ? digestedSource(encodedSource(source, prepared, rows)) : null;
  let build: string | null = null;
  const keeper = checkpoints
    ? createFitKeeper(checkpoints, {
        method: method.name,
        options,
        preparation,
        data: async () => checkpoint?.file.content.data ?? digested!.digest(),
        build: () => build,
        warmStart: checkpoint ? checkpoint.file.content.warmStart : (earlier?.digest ?? null),
      })
    : null;

  const fitting = phases.part('fitting', checkpoint ? 0 : parts.preparing, 1);
  const pause = async (): Promise<void> => {
    throwIfAborted(signal, 'fit');
    await yieldToEventLoop();
    throwIfAborted(signal, 'fit');
  };
  const learn = async (): Promise<FittedMethod> => {
    const fitted = await method.fit(compared?.source ?? digested?.source ?? encodedSource(source, prepared, rows), {
      options,
      random: random.child('method'),
      signal: signal ?? null,
      threads,
      deadline: maxSeconds === undefined ? null : began + 1000 * maxSeconds,
      resume: methodPart(checkpoint?.file),
      warmStart: checkpoint ? null : methodPart(earlier?.file),
      keep: async (make, force) => keeper?.keep(make, force),
      numericBuild: (name) => {
        build = name;
        report.detail('build', name);
        const before = checkpoint?.file.content.build ?? name;
        if (before === name) return;
        const differences = [`it ran on the build "${before}", and this is "${name}"`];
        if (!fit.allowOtherBuild) throw new CheckpointMismatchError(checkpoint!.place, 'build', differences);
        report.warn(otherBuild(differences[0]!));
      },
      ...report,
      checkpoint: async ({ fraction, ...details }) => {
        throwIfAborted(signal, 'fit');
        fitting(fraction, details);
        await pause();
      },
      pause,
    });
    await compared?.check();
    return fitted;
  };
  const model = await report.timed('fitting', async () => {
    try {
      const fitted = await learn();
      await keeper?.settle();
      return fitted;
    } catch (error) {
      // What is being written is written to its end first; what the fit failed of goes before what that may fail of.
      await keeper?.settle().catch(() => {});
      throw error;
    }
  });
  throwIfAborted(signal, 'fit');
  fitting(1, { rows });
  return {
    state: { metadata, rows, packageVersion, prepared, model },
    report: report.build(metadata, rows, prepared.columns.length),
  };
};
