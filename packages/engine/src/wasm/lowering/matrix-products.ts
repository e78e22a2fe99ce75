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

/** Bytes that a copy may write beyond its strip. */
const copySlack = 256;

/** A stretch of the sum: both factors as pieces of the terms. */
interface Piece {
  readonly a: Pick<Matrix, 'address' | 'stride'>;
  readonly b: Pick<Matrix, 'address' | 'stride'>;
  readonly length: number;
}

/** The sum in chunks of nearly the same length, cut where a panel of `a` ends. */
const chunksOf = (
  terms: readonly { readonly a: Matrix; readonly b: Matrix }[],
  transposeA: boolean,
  transposeB: boolean,
): Piece[][] => {
  /** The part of a matrix from place `from` of the sum on: so many lines or panels further. */
  const part = ({ address, stride }: Matrix, from: number, downLines: boolean): Piece['a'] => ({
    address: address + (downLines ? 64 * from : (from / 16) * stride),
    stride,
  });
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
        a: part(a, from, transposeA),
        b: part(b, from, !transposeB),
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

const matmulFlags = ({ accumulate, activation, transposeA, transposeB }: Matmul): number =>
  (accumulate ? codes.ACCUMULATE : 0) |
  (activation === 'relu' ? codes.RELU : 0) |
  (transposeA ? codes.TRANSPOSE_LEFT : 0) |
  (transposeB ? codes.TRANSPOSE_RIGHT : 0);

export const lowerMatmul = (operation: Matmul, context: LoweringContext): void => {
  const { transposeA, transposeB } = operation;
  const out = context.matrix(operation.out);
  const bias = operation.bias && context.matrix(operation.bias);
  const factors = operation.terms.map(({ a, b }) => ({ a: context.matrix(a), b: context.matrix(b) }));
  const { kernel, rows, vectors } = context.tile;
  const chunks = chunksOf(factors, transposeA, transposeB);
  const lengths = chunks.map((chunk) => chunk.reduce((sum, { length }) => sum + length, 0));
  const block = Math.floor(blockValues / Math.max(...lengths) / rows) * rows;
  const room = context.productRoom(64 * chunkLength + copySlack, 4 * blockValues + copySlack);
  const args = words()
    .int(out.rows, out.cols)
    .matrix(out)
    .int(bias?.address ?? 0, bias?.stride ?? 0, matmulFlags(operation))
    .int(kernel, rows, vectors, block, ...room, chunks.length);
  for (const [index, chunk] of chunks.entries()) {
    args.int(chunk.length, lengths[index]!);
    for (const { a, b, length } of chunk) args.matrix(a, b).int(length);
  }
  const shares = evenShares(lineCount(out), context.threads);
  const cut = accessesOf(shares);
  context.emit({
    code: codes.MATMUL,
    shares,
    args,
    accesses: [
      cut.lines(out, true),
      ...(bias ? [cut.panelsOfLines(bias, out.rows)] : []),
      ...factors.flatMap(({ a, b }) => [
        leftAccess(a, out, shares, transposeA),
        transposeB ? cut.all(b) : cut.panelsOfLines(b, out.rows),
      ]),
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

/** In blocks of 16 × 16. */
export const lowerTranspose = (operation: Transpose, context: LoweringContext): void => {
  const out = context.matrix(operation.out);
  const x = context.matrix(operation.x);
  const down = panelsOf(x.cols);
  const shares = evenShares(down * panelsOf(x.rows), context.threads);
  const linesUpTo = (block: number): number =>
    Math.floor(block / down) * out.rows + Math.min(out.rows, (block % down) * 16);
  const region = ([from, to]: Share) => lineRectangles(out, [linesUpTo(from), linesUpTo(to)]);
  context.emit({
    code: codes.TRANSPOSE,
    shares,
    args: words().int(x.rows, x.cols).matrix(out, x).int(down),
    accesses: [{ buffer: out.buffer, write: true, regions: shares.map(region) }, accessesOf(shares).all(x)],
  });
};
