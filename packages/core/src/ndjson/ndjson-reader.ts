import { InvalidValueError } from '../errors/invalid-value-error.js';
import { NdjsonSyntaxError } from '../errors/ndjson-syntax-error.js';
import { NdjsonValueError } from '../errors/ndjson-value-error.js';
import type { Column } from '../table/column.js';
import { specEntries } from '../table/column-spec.js';
import { Table } from '../table/table.js';
import { JsonColumn } from './json-column.js';
import { LineSplitter } from './line-splitter.js';
import type { ResolvedNdjsonOptions } from './ndjson-options.js';
import { parseLine } from './parse-line.js';

/** One pass over NDJSON bytes, pushed in pieces of any size. */
export class NdjsonReader {
  /** Rows since the last {@link table}. */
  rows = 0;
  readonly #file: string;
  readonly #lines: LineSplitter;
  readonly #columns: Map<string, JsonColumn>;

  constructor({ file, maxLineBytes, types }: ResolvedNdjsonOptions) {
    this.#file = file;
    this.#lines = new LineSplitter(file, maxLineBytes);
    this.#columns = new Map(specEntries(types).map(([name, spec]) => [name, new JsonColumn(name, spec)]));
  }

  /** Reads the rows that end in this piece; yields after each. @throws {NdjsonSyntaxError} {@link NdjsonValueError} */
  *push(piece: Uint8Array): Generator<void> {
    for (const text of this.#lines.push(piece)) yield this.#row(text);
  }

  /** Reads the last row, if no line break ends it. */
  *end(): Generator<void> {
    for (const text of this.#lines.end()) yield this.#row(text);
  }

  /** The rows since the last call; a column not seen in them is missing throughout. */
  table(): Table {
    const { rows } = this;
    this.rows = 0;
    return new Table([...this.#columns].map(([name, column]) => [name, finished(column, rows)]));
  }

  #row(text: string): void {
    for (const [name, value] of Object.entries(this.#parse(text))) {
      let column = this.#columns.get(name);
      if (column === undefined) this.#columns.set(name, (column = new JsonColumn(name)));
      fill(column, this.rows);
      if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)
        throw this.#invalid(name, 'the number is too large for a 64-bit float');
      try {
        column.append(value);
      } catch (error) {
        throw error instanceof InvalidValueError ? this.#invalid(name, error.problem) : error;
      }
    }
    this.rows++;
  }

  #parse(text: string): Record<string, unknown> {
    let object: Record<string, unknown> | null;
    try {
      object = parseLine(text);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const position = /position (\d+)/.exec(message)?.[1];
      throw new NdjsonSyntaxError(
        this.#file,
        this.#lines.line,
        position === undefined ? 1 : Number(position) + 1,
        'the line is no valid JSON',
      );
    }
    if (object === null)
      throw new NdjsonSyntaxError(this.#file, this.#lines.line, 1, 'the line is JSON, but no object');
    return object;
  }

  #invalid(name: string, problem: string): NdjsonValueError {
    return new NdjsonValueError(this.#file, this.#lines.line, name, problem);
  }
}

const fill = (column: JsonColumn, rows: number): void => {
  while (column.length < rows) column.append(null);
};

const finished = (column: JsonColumn, rows: number): Column => {
  fill(column, rows);
  return column.finish();
};
