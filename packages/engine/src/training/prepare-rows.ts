import {
  type EncodedSource,
  encodeSpans,
  fitSpanLayout,
  type GatheredColumn,
  gatherEncoded,
  type MethodFitContext,
  type SpanLayout,
  type SpanTable,
} from '@cvd/core';

/** Shares of a method's work at which its parts end; the training is the rest. */
const PARTS = { gathering: 0.01, mixtures: 0.04, encoding: 0.05 } as const;

/** Where the training begins, as a share of the method's work. */
export const TRAINING_BEGINS = PARTS.encoding;

export interface PreparedRows {
  readonly layout: SpanLayout;
  readonly table: SpanTable;
  /** As they came. */
  readonly columns: readonly GatheredColumn[];
}

/**
 * The rows of a fit as choices and scalars of a layout: phases 'gathering', 'mixtures' and 'encoding' of its progress. Values that
 * had to be clipped become clips of the table's columns.
 * @param known - layout of an earlier model or of a checkpoint; null to fit one
 */
export const prepareRows = async (
  data: EncodedSource,
  { random, clip, checkpoint, timed }: Pick<MethodFitContext<unknown>, 'random' | 'clip' | 'checkpoint' | 'timed'>,
  known: SpanLayout | null,
): Promise<PreparedRows> => {
  const part =
    (phase: string, from: number, to: number) =>
    (fraction: number): Promise<void> =>
      checkpoint({ phase, fraction: from + fraction * (to - from) });
  const columns = await timed('gathering', () => gatherEncoded(data, part('gathering', 0, PARTS.gathering)));
  const fitting = part('mixtures', PARTS.gathering, PARTS.mixtures);
  const fit = (): Promise<SpanLayout> =>
    fitSpanLayout(data.schema, columns, { random: random.child('mixtures'), checkpoint: fitting });
  const layout = known ?? (await timed('mixtures', fit));
  const sources = new Map(data.schema.columns.map(({ name, source }) => [name, source]));
  const table = await timed('encoding', () =>
    encodeSpans(layout, columns, {
      random: random.child('modes'),
      clip: (clipped) => clip({ ...clipped, column: sources.get(clipped.column)! }),
      checkpoint: part('encoding', PARTS.mixtures, PARTS.encoding),
    }),
  );
  return { layout, table, columns };
};
