import type { ContinuousSpec, EncodedSource, MethodFitContext } from '@cvd/core';
import { AssociationTables } from './categories/association-tables.js';
import { orderCategories, scoresInOrder } from './categories/order-categories.js';
import { pairFromTables } from './categories/pair-from-tables.js';
import { checkMarginalNames } from './check-options.js';
import { latentStructure } from './latent/latent-structure.js';
import type { PairSums } from './latent/pair-sums.js';
import { pairwiseCorrelations } from './latent/pairwise.js';
import { type ScoreRule, scoreBlocks } from './latent/score-block.js';
import { ScoreProducts } from './latent/score-products.js';
import { stepsOf } from './latent/steps.js';
import { chooseMarginal } from './marginals/choose-marginal.js';
import { type Segments, segmentsOf } from './marginals/segments.js';
import type { ColumnModel, CopulaModel } from './model.js';
import type { CopulaOptions } from './options.js';
import { type ColumnSummary, summarizeColumns } from './values/summarize-columns.js';

type Context = MethodFitContext<CopulaOptions>;

/** Shares of the fit's progress at which the pass for the marginals, a pass that another follows, and the last pass end. */
const PASSES = [0.4, 0.65, 0.9] as const;

/** A column with no value at all is one level, and takes part in nothing. */
const NO_VALUES: Segments = { low: Float64Array.of(0), high: Float64Array.of(0), mass: Float64Array.of(1) };

/**
 * Fits the copula in two passes over the rows, or three where nominal columns have too many categories for tables of their
 * pairs. Memory is bounded by the columns, their categories and `marginalSample`, not by the rows; sums are taken in row
 * order in blocks of their own, so that the batches make no difference.
 */
export const fitCopula = async (data: EncodedSource, context: Context): Promise<CopulaModel> => {
  const { options, random } = context;
  checkMarginalNames(data.schema, options);
  const specs = data.schema.columns;
  const summaries = await summarizeColumns(
    data,
    options.marginalSample,
    random.child('values'),
    context,
    (done) => done * PASSES[0],
  );
  const segments = summaries.map((summary) => {
    if (summary.kind === 'discrete') return null;
    return summary.values.present > 0 ? segmentsOf(summary.values.counts) : NO_VALUES;
  });
  const orders = await categoryOrders(data, summaries, segments, context);
  await context.checkpoint({ fraction: 0.92 });
  const steps = summaries.map((summary, c) =>
    summary.kind === 'discrete'
      ? stepsOf(Float64Array.from(orders.orders[c]!, (code) => summary.counts[code]!))
      : stepsOf(segments[c]!.mass),
  );
  const pairwise = pairwiseCorrelations(data.schema, steps, orders.pair);
  await context.checkpoint({ fraction: 0.95 });
  const structure = latentStructure(pairwise, specs.length);
  if (structure.repair > 0) context.detail('correlationRepair', structure.repair);
  await context.checkpoint({ fraction: 0.98 });
  const columns = specs.map((spec, c): ColumnModel => {
    const summary = summaries[c]!;
    if (summary.kind === 'discrete') {
      const rows = summary.counts.reduce((sum, count) => sum + count, 0);
      return {
        kind: 'discrete',
        name: spec.name,
        order: orders.orders[c]!,
        probabilities: summary.counts.map((count) => count / rows),
      };
    }
    const numeric = spec as ContinuousSpec;
    const missing = specs.findIndex((other) => other.name === numeric.missing);
    return {
      kind: 'continuous',
      name: spec.name,
      missing,
      marginal: chooseMarginal(numeric, summary.values, segments[c]!, options),
    };
  });
  context.detail('marginals', kindsOf(columns));
  const { factor, sign, factors, correlation } = structure;
  return { columns, factor, sign, factors, correlation };
};

/** The kind of marginal of each numeric column, for the fit report. */
const kindsOf = (columns: readonly ColumnModel[]): Record<string, string> =>
  Object.fromEntries(
    columns.flatMap((column) => (column.kind === 'continuous' ? [[column.name, column.marginal.kind]] : [])),
  );

/** The order of every discrete column's categories, and the product sums of all pairs of columns under it. */
const categoryOrders = async (
  data: EncodedSource,
  summaries: readonly ColumnSummary[],
  segments: readonly (Segments | null)[],
  { checkpoint }: Context,
): Promise<{ orders: (Int32Array | null)[]; pair: (a: number, b: number) => PairSums }> => {
  const specs = data.schema.columns;
  const gaps = summaries.map((summary) => summary.kind === 'continuous' && summary.values.missing > 0);
  const natural = summaries.map((summary) =>
    summary.kind === 'discrete' ? Int32Array.from(summary.counts, (_, code) => code) : null,
  );
  const isNominal = specs.map((spec) => spec.kind === 'discrete' && !spec.ordered && spec.cardinality > 2);
  const scored = specs.flatMap((_, c) => (isNominal[c] ? [] : [c]));
  const nominal = summaries.flatMap((summary, column) =>
    isNominal[column] && summary.kind === 'discrete' ? [{ column, counts: summary.counts }] : [],
  );
  const ruleOf = (summary: ColumnSummary, c: number, order: Int32Array | null): ScoreRule =>
    summary.kind === 'discrete'
      ? order
        ? { kind: 'codes', scores: scoresInOrder(summary.counts, order) }
        : { kind: 'nominal' }
      : { kind: 'segments', low: segments[c]!.low, scores: stepsOf(segments[c]!.mass).scores };

  const products = new ScoreProducts(scored, gaps);
  const cardinality = (c: number): number => (summaries[c] as { readonly counts: Float64Array }).counts.length;
  const tables = new AssociationTables(
    nominal.map(({ column }) => column),
    scored,
    cardinality,
    gaps,
  );
  const end = tables.complete ? PASSES[2] : PASSES[1];
  let done = 0;
  for await (const block of scoreBlocks(
    data,
    summaries.map((summary, c) => ruleOf(summary, c, isNominal[c] ? null : natural[c]!)),
  )) {
    products.add(block);
    tables.add(block);
    done += block.rows;
    if (done % 8192 === 0)
      await checkpoint({ fraction: PASSES[0] + ((end - PASSES[0]) * done) / data.rows, rows: done });
  }
  const found = orderCategories(nominal, scored, tables, products);
  const orders: (Int32Array | null)[] = natural.slice();
  nominal.forEach(({ column }, i) => {
    orders[column] = found[i]!;
  });
  if (tables.complete) {
    const scores = new Map(
      nominal.map(({ column, counts }, i) => [column, { counts, scores: scoresInOrder(counts, found[i]!) }]),
    );
    return { orders, pair: pairFromTables(products, tables, scores) };
  }
  const all = new ScoreProducts(
    specs.map((_, c) => c),
    gaps,
  );
  done = 0;
  for await (const block of scoreBlocks(
    data,
    summaries.map((summary, c) => ruleOf(summary, c, orders[c]!)),
  )) {
    all.add(block);
    done += block.rows;
    if (done % 8192 === 0)
      await checkpoint({ fraction: PASSES[1] + ((PASSES[2] - PASSES[1]) * done) / data.rows, rows: done });
  }
  return { orders, pair: (a, b) => all.pair(a, b) };
};
