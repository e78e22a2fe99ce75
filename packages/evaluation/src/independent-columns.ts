import { type RandomSource, Table, throwIfAborted, yieldToEventLoop } from '@cvd/core';
import { independentColumnsTable } from '@cvd/core/testing';

/**
 * {@link independentColumnsTable}, drawn column by column so that other work gets its turn.
 * @param operation - what an AbortedError names
 */
export const independentColumns = async (
  real: Table,
  rows: number,
  random: RandomSource,
  operation: string,
  signal: AbortSignal | undefined,
): Promise<Table> => {
  const drawn: Table[] = [];
  for (const name of real.names) {
    drawn.push(independentColumnsTable(real.select([name]), rows, random));
    await yieldToEventLoop();
    throwIfAborted(signal, operation);
  }
  return new Table(drawn.map((table) => [table.names[0]!, table.columns[0]!]));
};
