import type { CheckpointContent } from '../checkpoint/checkpoint-file.js';
import { throwIfAborted } from '../execution/abort.js';
import { detectMetadataOf } from '../metadata/detect-source.js';
import type { Metadata } from '../metadata/metadata.js';
import { tableMetadata } from '../metadata/table-metadata.js';
import { assertSourceMatches } from '../metadata/validate-source.js';
import type { ModelFile } from '../model-file/model-file.js';
import { countChanges } from '../preparation/count-changes.js';
import { fitPreparation } from '../preparation/fit-preparation.js';
import type { PreparedTable } from '../preparation/prepared-table.js';
import { restorePrepared } from '../preparation/saved-preparation.js';
import type { createPhases } from '../progress/phases.js';
import type { RandomSource } from '../random/random-source.js';
import type { TableSource } from '../table/source.js';
import type { PreparationSettings } from '../transformers/transformer.js';
import type { FitNotes, ReportBuilder } from './report-builder.js';

/** A table made ready for a method. */
export interface Preparation {
  readonly metadata: Metadata;
  readonly prepared: PreparedTable;
  readonly rows: number;
  /** What the preparation had to say. */
  readonly notes: FitNotes;
}

export interface PreparationContext {
  readonly source: TableSource;
  readonly report: ReportBuilder;
  readonly phases: ReturnType<typeof createPhases>;
  /** Shares of the fit's progress: reading the metadata ends at the first, preparing the columns at the second. */
  readonly parts: { readonly metadata: number; readonly preparing: number };
  readonly signal: AbortSignal | undefined;
}

const load = async (prepared: PreparedTable): Promise<PreparedTable> => {
  for (const { transformer } of prepared.columns) await transformer.prepare?.();
  return prepared;
};

/** Detection or check of the metadata, and every column's transformer: a pass over the source each. */
export const prepareAnew = async (
  { source, report, phases, parts, signal }: PreparationContext,
  given: Metadata | undefined,
  settings: PreparationSettings,
  random: RandomSource,
): Promise<Preparation> => {
  const looking = phases.part('metadata', 0, parts.metadata);
  const metadata = await report.timed('metadata', async () => {
    if (!given) return detectMetadataOf(source, { signal, onProgress: looking });
    await assertSourceMatches(source, given, { signal, onProgress: looking });
    return given;
  });
  throwIfAborted(signal, 'fit');
  const { prepared, rows } = await report.timed('preparing', () =>
    fitPreparation(source, {
      metadata: tableMetadata(metadata),
      settings,
      random,
      signal: signal ?? null,
      report: phases.part('preparing', parts.metadata, parts.preparing),
      notes: report,
    }),
  );
  return { metadata, prepared, rows, notes: report.notes() };
};

/** What an earlier model knows of the columns, for rows that may be others: they are checked, and what it does not know is counted. */
export const prepareAsEarlier = async (
  { source, report, phases, parts, signal }: PreparationContext,
  { content, tensors }: ModelFile,
): Promise<Preparation> => {
  const { metadata, columns } = content as unknown as Pick<CheckpointContent, 'metadata' | 'columns'>;
  await report.timed('metadata', () =>
    assertSourceMatches(source, metadata, { signal, onProgress: phases.part('metadata', 0, parts.metadata) }),
  );
  const prepared = await load(restorePrepared(columns, tensors));
  const rows = await report.timed('preparing', () =>
    countChanges(source, prepared, {
      signal,
      report: phases.part('preparing', parts.metadata, parts.preparing),
      notes: report,
    }),
  );
  return { metadata, prepared, rows, notes: report.notes() };
};

/** What was prepared before the checkpoint was kept. The rows themselves are compared when they are read. */
export const prepareAsKept = async (
  report: ReportBuilder,
  { metadata, rows, columns, notes }: CheckpointContent,
  tensors: ModelFile['tensors'],
): Promise<Preparation> => {
  notes.warnings.forEach(report.warn);
  notes.clips.forEach(report.clip);
  notes.categoriesNotKept.forEach(report.categoriesNotKept);
  return { metadata, prepared: await load(restorePrepared(columns, tensors)), rows, notes };
};
