import { cellAt } from '@cvd/core';
import { readCsv } from '@cvd/core/node';
import { withNamedColumn } from '../errors/named-column-error.js';
import { chooseHoldout } from './choose-holdout.js';
import { readRecords } from './read-records.js';
import { openRecordWriter, type RecordWriter } from './record-writer.js';

interface SplitOptions {
  /** Share of the rows that is held out, above 0 and below 1. */
  readonly holdout: number;
  readonly seed: number;
  /** Column whose values keep their shares in both parts. */
  readonly stratify?: string | undefined;
  readonly train: string;
  readonly heldOut: string;
  readonly signal: AbortSignal;
}

interface SplitReceipt {
  readonly train: number;
  readonly heldOut: number;
}

interface Rows {
  readonly columns: number;
  /** A stratum for each row. */
  readonly strata: Int32Array;
}

/** Reads the file as a table: finds what is wrong with it, counts its rows and sorts them into strata. */
const readStrata = async (path: string, { stratify, signal }: SplitOptions): Promise<Rows> => {
  const types = stratify === undefined ? {} : { types: new Map([[stratify, 'utf8'] as const]) };
  const table = await readCsv(path, { signal, ...types });
  const strata = new Int32Array(table.rows);
  if (stratify !== undefined) {
    const column = table.column(stratify);
    const codes = new Map<unknown, number>();
    for (let row = 0; row < table.rows; row++) {
      const value = cellAt(column, row);
      if (!codes.has(value)) codes.set(value, codes.size);
      strata[row] = codes.get(value)!;
    }
  }
  return { columns: table.names.length, strata };
};

/** Sends each record to its part; the header to both. */
const writeParts = async (
  records: AsyncIterable<Uint8Array[]>,
  held: Uint8Array,
  parts: readonly [RecordWriter, RecordWriter],
): Promise<void> => {
  let row = -1;
  for await (const piece of records) {
    for (const record of piece) {
      if (row === -1) for (const part of parts) part.add(record);
      else parts[held[row] === 1 ? 1 : 0].add(record);
      row++;
    }
    for (const part of parts) await part.flush();
  }
};

/**
 * Splits a CSV file in two, each record's text exactly as it was (line ends become line feeds).
 * @throws {NamedColumnError} for a stratify column the file does not have, and the errors of reading and writing
 */
export const splitCsv = async (path: string, options: SplitOptions): Promise<SplitReceipt> => {
  const { columns, strata } = await withNamedColumn('--stratify', () => readStrata(path, options));
  const held = chooseHoldout(strata, options.holdout, options.seed);
  const parts: RecordWriter[] = [];
  try {
    for (const target of [options.train, options.heldOut]) parts.push(await openRecordWriter(target));
    const [train, heldOut] = parts as [RecordWriter, RecordWriter];
    await writeParts(readRecords(path, columns, options.signal), held, [train, heldOut]);
    await train.commit();
    await heldOut.commit();
  } catch (error) {
    for (const part of parts) await part.discard();
    throw error;
  }
  const heldOut = held.reduce((sum, one) => sum + one, 0);
  return { train: held.length - heldOut, heldOut };
};
