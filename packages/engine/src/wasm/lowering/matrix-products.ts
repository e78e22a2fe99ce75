import * as codes from '../../../assembly/codes.js';
import type { GatherRows, Matmul, ScatterRows, Transpose } from '../../program/operation.js';
import { type Matrix, panelsOf } from '../matrix.js';
import type { LoweringContext } from './context.js';
import { type Access, lineRectangles, rectangleOf, type Share } from './region.js';
import { accessesOf, evenShares, lineCount } from './shares.js';
import { words } from './words.js';

/** Longest stretch of a sum that is worked on at once: so much of two strips stays in the first cache. */
const chunkLength = 512;

/** Values of `a` that are copied at once: so much stays in the second cache while every panel of `b` passes. */
const blockValues = 48 * 1024;

/** A stretch of the sum: both factors as pieces of the terms. */
interface Piece {
  readonly a: Pick<Matrix, 'address' | 'stride'>;
  readonly b: Pick<Matrix, 'address' | 'stride'>;
  readonly length: number;
}

/** The sum in chunks of nearly the same length, cut where a panel of `a` ends. */
const chunksOf = (terms: readonly { readonly a: Matrix; readonly b: Matrix }[], transposeA: boolean): Piece[][] => {
  const total = terms.reduce((sum, { a }) => sum + (transposeA ? a.rows : a.cols), 0);
  const limit = Math.ceil(total / Math.ceil(total / chunkLength) / 16) * 16;
  const chunks: Piece[][] = [[]];
  let room = limit;
  for (const { a, b } of terms) {
    const length = transposeA ? a.rows : a.cols;
    for (let from = 0; from < length; ) {
      if (room < 16) {
        chunks.push([]);
        room = limit;
      }
      const taken = Math.min(length - from, room - (room % 16));
      chunks.at(-1)!.push({
        a: { address: a.address + (transposeA ? 64 * from : (from / 16) * a.stride), stride: a.stride },
        b: { address: b.address + 64 * from, stride: b.stride },
        length: taken,
      });
      from += taken;
      room -= taken;
    }
  }
  return chunks;
};

/** What each thread reads of the left factor to make its lines of `out`. */
const leftAccess = (a: Matrix, out: Matrix, shares: readonly Share[], transposeA: boolean): Access => ({
  buffer: a.buffer,
  write: false,
  regions: shares.map((share) =>
    lineRectangles({ ...out, row: 0 }, share).map(({ row, rowEnd }) =>
      transposeA
        ? rectangleOf(a, [0, a.rows], [Math.floor(row / 16), panelsOf(rowEnd)])
        : rectangleOf(a, [row, rowEnd]),
    ),
  ),
});

export const lowerMatmul = (operation: Matmul, context: LoweringContext): void => {
  const { terms, transposeA, transposeB, bias, accumulate, activation } = operation;
  const out = context.matrix(operation.out);
  const factors = terms.map(({ a, b }) => ({
    a: context.matrix(a),
    b: transposeB ? context.transposed(b) : context.matrix(b),
  }));
  const shares = evenShares(lineCount(out), context.threads);
  const cut = accessesOf(shares);
  const biasMatrix = bias && context.matrix(bias);
  const { kernel, rows, vectors } = context.tile;
  const chunks = chunksOf(factors, transposeA);
  const lengths = chunks.map((chunk) => chunk.reduce((sum, { length }) => sum + length, 0));
  const block = Math.floor(blockValues / Math.max(...lengths) / rows) * rows;
  // Behind the left strips there is room for what the last copy writes too much.
  const room = context.productRoom(64 * chunkLength, 4 * blockValues + 128);
  const args = words()
    .int(out.rows, out.cols)
    .matrix(out)
    .int(biasMatrix?.address ?? 0, biasMatrix?.stride ?? 0)
    .int((accumulate ? codes.ACCUMULATE : 0) | (activation === 'relu' ? codes.RELU : 0))
    .int(kernel, rows, vectors, block, ...room, chunks.length);
  for (const [index, chunk] of chunks.entries()) {
    args.int(chunk.length, lengths[index]!);
    for (const { a, b, length } of chunk) args.matrix(a, b).int(length);
  }
  context.emit({
    code: transposeA ? codes.MATMUL_TRANSPOSED : codes.MATMUL,
    shares,
    args,
    accesses: [
      cut.lines(out, true),
      ...(biasMatrix ? [cut.panelsOfLines(biasMatrix, out.rows)] : []),
      ...factors.flatMap(({ a, b }) => [leftAccess(a, out, shares, transposeA), cut.panelsOfLines(b, out.rows)]),
    ],
  });
};

const sparseWords = (
  indices: Matrix,
  values: Matrix | null,
  size: number,
  accumulate: boolean,
  first: Matrix,
  second: Matrix,
  extra: readonly [number, number],
) =>
  words()
    .int(size, accumulate ? codes.ACCUMULATE : 0)
    .matrix(first, second)
    .int(...extra, indices.address, indices.cols, values?.address ?? 0, values?.stride ?? 0);

export const lowerGatherRows = (operation: GatherRows, context: LoweringContext): void => {
  const out = context.matrix(operation.out);
  const table = context.matrix(operation.table);
  const indices = context.matrix(operation.indices);
  const values = operation.values && context.matrix(operation.values);
  const bias = operation.bias && context.matrix(operation.bias);
  const shares = evenShares(out.rows, context.threads);
  const cut = accessesOf(shares);
  context.emit({
    code: codes.GATHER_ROWS,
    shares,
    args: sparseWords(indices, values, panelsOf(out.cols), operation.accumulate, out, table, [
      bias?.address ?? 0,
      bias?.stride ?? 0,
    ]),
    accesses: [
      cut.rows(out, true),
      cut.all(table),
      cut.rows(indices),
      ...(values ? [cut.rows(values)] : []),
      ...(bias ? [cut.all(bias)] : []),
    ],
  });
};

export const lowerScatterRows = (operation: ScatterRows, context: LoweringContext): void => {
  const table = context.matrix(operation.table);
  const x = context.matrix(operation.x);
  const indices = context.matrix(operation.indices);
  const values = operation.values && context.matrix(operation.values);
  const shares = evenShares(panelsOf(table.cols), context.threads);
  const cut = accessesOf(shares);
  context.emit({
    code: codes.SCATTER_ROWS,
    shares,
    args: sparseWords(indices, values, x.rows, operation.accumulate, table, x, [table.rows, 0]),
    accesses: [cut.panels(table, true), cut.panels(x), cut.all(indices), ...(values ? [cut.all(values)] : [])],
  });
};

/** out = xᵀ in blocks of 16 × 16; `condition` is the address of a word that is 0 where there is nothing to do, or 0. */
export const emitTranspose = (out: Matrix, x: Matrix, condition: number, context: LoweringContext): void => {
  const down = panelsOf(x.cols);
  const shares = evenShares(down * panelsOf(x.rows), context.threads);
  const linesUpTo = (block: number): number =>
    Math.floor(block / down) * out.rows + Math.min(out.rows, (block % down) * 16);
  const region = ([from, to]: Share) => lineRectangles(out, [linesUpTo(from), linesUpTo(to)]);
  const cut = accessesOf(shares);
  context.emit({
    code: codes.TRANSPOSE,
    shares,
    args: words().int(x.rows, x.cols).matrix(out, x).int(condition, down),
    accesses: [{ buffer: out.buffer, write: true, regions: shares.map(region) }, cut.all(x)],
  });
};

export const lowerTranspose = (operation: Transpose, context: LoweringContext): void =>
  emitTranspose(context.matrix(operation.out), context.matrix(operation.x), 0, context);
