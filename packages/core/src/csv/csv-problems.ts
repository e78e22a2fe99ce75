import { CsvEncodingError } from '../errors/csv-encoding-error.js';
import { CsvHeaderError } from '../errors/csv-header-error.js';
import { CsvRaggedRowError } from '../errors/csv-ragged-row-error.js';
import { CsvSyntaxError } from '../errors/csv-syntax-error.js';
import { CsvValueError } from '../errors/csv-value-error.js';
import type { CellProblem } from './cell-taker.js';

/** Where in which text. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export const unfinishedQuote = ({ file, line, column }: Place): CsvSyntaxError =>
  new CsvSyntaxError(
    file,
    line,
    column,
    'the quote that opens here is never closed: close it, or double it ("") if it belongs to the text',
  );

export const textAfterQuote = ({ file, line, column }: Place): CsvSyntaxError =>
  new CsvSyntaxError(
    file,
    line,
    column,
    'text follows a closing quote: end the cell there, or double quotes ("") that belong to the text',
  );

export const cellTooLong = ({ file, line, column }: Place, quoted: boolean, limit: number): CsvSyntaxError => {
  const problem = quoted
    ? `the quoted cell that begins here does not end within ${limit} bytes: close the quote, or raise maxFieldBytes`
    : `the cell that begins here is longer than ${limit} bytes: check that the file is CSV, or raise maxFieldBytes`;
  return new CsvSyntaxError(file, line, column, problem);
};

export const raggedRow = (
  { file, line, column }: Place,
  expected: number,
  found: number,
  delimiter: number,
): CsvRaggedRowError => new CsvRaggedRowError(file, line, column, expected, found, String.fromCharCode(delimiter));

/** Longest part of a cell that an error shows. */
const shownCharacters = 40;

/** What a taker said of a cell, with its place, column and bytes. */
export const cellRefused = (
  { file, line, column }: Place,
  problem: CellProblem,
  field: string,
  bytes: Uint8Array,
): CsvEncodingError | CsvHeaderError | CsvValueError => {
  switch (problem.kind) {
    case 'encoding':
      return new CsvEncodingError(file, line, column, 'the cell that begins here is no valid UTF-8');
    case 'header':
      return new CsvHeaderError(file, line, column, problem.problem);
    case 'value': {
      const text = new TextDecoder().decode(bytes);
      const shown = text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
      return new CsvValueError(file, line, column, field, shown, problem.expected);
    }
  }
};
