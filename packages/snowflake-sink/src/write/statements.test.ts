import { defaultServiceColumns, tableFromColumns } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { parseType } from '../table/column-types.js';
import type { MatchedColumn } from '../table/match-columns.js';
import { countSql, landSql } from './statements.js';

const column = (name: string, type: string, source: MatchedColumn['source']): MatchedColumn => ({
  name,
  type: parseType(type),
  source,
});

const columns = [
  column('says "hi"', 'FLOAT', tableFromColumns({ x: [1] }).columns[0]!),
  column('ingested_at', 'TIMESTAMP_NTZ(9)', 'ingestedAt'),
  column('_run_id', 'VARCHAR(16777216)', 'runId'),
  column('_row_index', 'NUMBER(38,0)', 'rowIndex'),
];

const statements = {
  merge: landSql('"D"."S"."T"', columns, defaultServiceColumns, 'merge'),
  'insert-not-exists': landSql('"D"."S"."T"', columns, defaultServiceColumns, 'insert-not-exists'),
  count: countSql('"D"."S"."T"', parseType('TIMESTAMP_NTZ(9)'), defaultServiceColumns),
};

const rows =
  '(SELECT f.value[0]::VARCHAR::FLOAT AS c0, TO_TIMESTAMP_NTZ(f.value[1]::VARCHAR, \'YYYY-MM-DD"T"HH24:MI:SS.FF9\') AS c1, ' +
  'f.value[2]::VARCHAR AS c2, f.value[3]::VARCHAR::NUMBER(38,0) AS c3 FROM TABLE(FLATTEN(INPUT => PARSE_JSON(?))) AS f) AS s';
const bounds =
  't."_run_id" = ? AND t."_row_index" BETWEEN CAST(? AS NUMBER(38,0)) AND CAST(? AS NUMBER(38,0)) AND t."_row_index" = s.c3';

describe('the statement that lands a batch', () => {
  it('merges what the rows bring by their identity, within its bounds', () => {
    expect(statements.merge).toBe(
      `MERGE INTO "D"."S"."T" AS t USING ${rows} ON ${bounds} WHEN NOT MATCHED THEN ` +
        'INSERT ("says ""hi""", "ingested_at", "_run_id", "_row_index") VALUES (s.c0, s.c1, s.c2, s.c3)',
    );
  });

  it('or inserts what is not there', () => {
    expect(statements['insert-not-exists']).toBe(
      'INSERT INTO "D"."S"."T" ("says ""hi""", "ingested_at", "_run_id", "_row_index") ' +
        `SELECT s.c0, s.c1, s.c2, s.c3 FROM ${rows} WHERE NOT EXISTS (SELECT 1 FROM "D"."S"."T" AS t WHERE ${bounds})`,
    );
  });

  // sqlglot, which tools around Snowflake read SQL with, takes ?:: for an operator of its own.
  it.each(Object.entries(statements))('%s casts no bind mark by ::', (_, sql) => {
    expect(sql).not.toMatch(/\?\s*::/);
  });
});
