import { quoteIdentifier, RunMismatchError } from '@cvd/core';
import type { Session } from './session/session.js';
import { describeTable } from './table/describe-table.js';

/** Name of the ledger, in the schema of the table it speaks of. */
export const LEDGER_TABLE = 'cvd_runs';

/** Which fingerprint the rows of a run have, in the warehouse: the same for every writer. */
export interface RunLedger {
  /**
   * Writes a run down that is new, and compares one that is known.
   * @throws {RunMismatchError} when the run has another fingerprint
   */
  check(runId: string, fingerprint: string, signal: AbortSignal | undefined): Promise<void>;
}

/**
 * @param schema - quoted
 * @param table - name of the table the runs are written to
 */
export const createRunLedger = (session: Session, schema: string, table: string): RunLedger => {
  const ledger = `${schema}.${quoteIdentifier(LEDGER_TABLE)}`;
  const known = new Map<string, string>();
  let there = false;

  const read = async (runId: string, signal: AbortSignal | undefined): Promise<readonly string[]> => {
    const sql = `SELECT DISTINCT r."fingerprint" FROM ${ledger} AS r WHERE r."table_name" = ? AND r."run_id" = ?`;
    const { rows } = await session.execute(sql, [table, runId], signal);
    return rows.map(([fingerprint]) => String(fingerprint));
  };

  const create = async (signal: AbortSignal | undefined): Promise<void> => {
    // Looked for first: a role may write to a ledger that is there without being allowed to make tables.
    if ((await describeTable(session, ledger, signal)) === null)
      await session.execute(
        `CREATE TABLE IF NOT EXISTS ${ledger} ("table_name" VARCHAR, "run_id" VARCHAR, "fingerprint" VARCHAR, "started_at" TIMESTAMP_NTZ(9))`,
        [],
        signal,
      );
    there = true;
  };

  /** One statement, so that a run is written once; whoever comes second finds the first one's when it reads back. */
  const write = (runId: string, fingerprint: string, signal: AbortSignal | undefined) =>
    session.execute(
      `MERGE INTO ${ledger} AS r USING (SELECT ? AS c0, ? AS c1, ? AS c2) AS s ON r."table_name" = s.c0 AND r."run_id" = s.c1 ` +
        'WHEN NOT MATCHED THEN INSERT ("table_name", "run_id", "fingerprint", "started_at") VALUES (s.c0, s.c1, s.c2, SYSDATE())',
      [table, runId, fingerprint],
      signal,
    );

  return {
    async check(runId, fingerprint, signal) {
      if (!known.has(runId)) {
        if (!there) await create(signal);
        let found = await read(runId, signal);
        if (found.length === 0) {
          await write(runId, fingerprint, signal);
          found = await read(runId, signal);
        }
        // Should two writers ever have been written down at once, neither goes on: nothing is refused silently.
        known.set(runId, found.find((other) => other !== fingerprint) ?? fingerprint);
      }
      const first = known.get(runId)!;
      if (first !== fingerprint) throw new RunMismatchError('snowflake', runId, first, fingerprint);
    },
  };
};
