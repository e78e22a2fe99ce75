import type { EncodedValues } from '../../encoding/encoded-table.js';
import { createRandomSource } from '../../random/counter-random.js';
import type { CategoriesNotKept, Clip, Warning } from '../../synthesizer/fit-report.js';
import { isPresent } from '../../table/cell.js';
import type { Column, Utf8Column } from '../../table/column.js';
import { sliceColumn } from '../../table/slice.js';
import { Utf8Builder } from '../../table/utf8-builder.js';
import { transformerNamed } from '../../transformers/registry.js';
import type { FittedTransformer, PreparationSettings, Transformer } from '../../transformers/transformer.js';
import type { ColumnCase } from '../columns/column-case.js';

const settings: PreparationSettings = { rareBelow: 5, trimExtremes: true, locale: 'en_US' };

/** A transformer fitted to a column, with everything it said. */
export interface Trial {
  readonly tried: ColumnCase;
  readonly transformer: Transformer;
  readonly column: Column;
  readonly fitted: FittedTransformer;
  /** One array a spec. */
  readonly encoded: readonly EncodedValues[];
  readonly warnings: readonly Warning[];
  readonly clips: readonly Clip[];
  readonly notKept: readonly CategoriesNotKept[];
}

/** Index of each row, as `decode` takes them. */
export const rowIndices = (rows: number, start = 0): Float64Array =>
  Float64Array.from({ length: rows }, (_, i) => start + i);

/** Consecutive slices of at most `rows` rows; of text, each with a dictionary of its own, as a reader may give them. */
export const piecesOf = (column: Column, rows: number): { readonly first: number; readonly piece: Column }[] => {
  const pieces: { first: number; piece: Column }[] = [];
  for (let first = 0; first < column.length; first += rows) {
    const piece = sliceColumn(column, first, Math.min(column.length, first + rows));
    pieces.push({ first, piece: piece.type === 'utf8' ? withOwnDictionary(piece) : piece });
  }
  return pieces;
};

const withOwnDictionary = (piece: Utf8Column): Utf8Column => {
  const builder = new Utf8Builder();
  for (let row = 0; row < piece.length; row++) {
    if (isPresent(piece, row)) builder.append(piece.dictionary[piece.codes[row]!]!);
    else builder.appendMissing();
  }
  return builder.finish();
};

/** Fits in pieces of at most `pieceRows` rows and encodes the whole column. */
export const tryOn = async (
  transformer: Transformer,
  tried: ColumnCase,
  pieceRows = Number.POSITIVE_INFINITY,
): Promise<Trial> => {
  const column = tried.column();
  const warnings: Warning[] = [];
  const clips: Clip[] = [];
  const notKept: CategoriesNotKept[] = [];
  const fit = transformer.start({
    column: tried.id,
    metadata: tried.metadata,
    unique: tried.unique,
    settings,
    random: createRandomSource(7).child(tried.id),
    warn: (warning) => warnings.push(warning),
    clip: (clip) => clips.push(clip),
    categoriesNotKept: (entry) => notKept.push(entry),
  });
  if (pieceRows >= column.length) fit.add(column);
  else for (const { piece } of piecesOf(column, pieceRows)) fit.add(piece);
  const fitted = fit.finish();
  await fitted.prepare?.();
  return { tried, transformer, column, fitted, encoded: fitted.encode(column, 0), warnings, clips, notKept };
};

/** Whether the values are made anew, from what `held` calls a pattern, digits, shapes or a generator, and not decoded. */
export const isGenerated = (fitted: FittedTransformer): boolean =>
  ['pattern', 'digits', 'shapes', 'generator'].some((key) => key in fitted.held());

/** A copy that went through JSON and tensors, as in a model file. */
export const restored = async ({ fitted, transformer }: Trial): Promise<FittedTransformer> => {
  const { name, content, tensors } = fitted.save();
  const source = name === transformer.name ? transformer : transformerNamed(name);
  const again = source.restore({
    name,
    content: JSON.parse(JSON.stringify(content)),
    tensors: structuredClone(tensors),
  });
  await again.prepare?.();
  return again;
};
