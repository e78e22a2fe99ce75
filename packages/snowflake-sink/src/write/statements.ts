import { quoteIdentifier, type ServiceColumns } from '@cvd/core';
import type { SnowflakeType } from '../table/column-types.js';
import type { MatchedColumn } from '../table/match-columns.js';

/** How rows that the table has are left out. */
export type WriteMode = 'merge' | 'insert-not-exists';

const spelled = ({ name, arguments: list }: SnowflakeType): string =>
  list.length === 0 ? name : `${name}(${list.join(',')})`;

/** Text as a value of the column's type, by formats of our own: a session's input formats play no part. */
const cast = (text: string, type: SnowflakeType): string => {
  switch (type.name) {
    case 'VARCHAR':
      return text;
    case 'DATE':
      return `TO_DATE(${text}, 'YYYY-MM-DD')`;
    case 'TIMESTAMP_NTZ':
      return `TO_TIMESTAMP_NTZ(${text}, 'YYYY-MM-DD"T"HH24:MI:SS.FF9')`;
    case 'TIMESTAMP_TZ':
    case 'TIMESTAMP_LTZ':
      return `TO_${type.name}(${text}, 'YYYY-MM-DD"T"HH24:MI:SS.FF9TZH:TZM')`;
    default:
      return `${text}::${spelled(type)}`;
  }
};

const identity = (alias: string, { runId, rowIndex }: ServiceColumns): string =>
  `${alias}.${quoteIdentifier(runId)} = ? AND ${alias}.${quoteIdentifier(rowIndex)} BETWEEN CAST(? AS NUMBER(38,0)) AND CAST(? AS NUMBER(38,0))`;

/**
 * The statement that lands a batch: one, in autocommit, so that no transaction stays open when a session dies, and
 * idempotent, so that it may be sent again whatever became of it. Binds: the rows as JSON, the run id, the lowest and
 * the highest row index, all as text. The scan of the table is bounded by the last three.
 */
export const landSql = (
  target: string,
  columns: readonly MatchedColumn[],
  service: ServiceColumns,
  mode: WriteMode,
): string => {
  const names = columns.map(({ name }) => quoteIdentifier(name)).join(', ');
  const index = columns.findIndex(({ source }) => source === 'rowIndex');
  const values = columns.map(({ type }, i) => `${cast(`f.value[${i}]::VARCHAR`, type)} AS c${i}`).join(', ');
  const rows = `(SELECT ${values} FROM TABLE(FLATTEN(INPUT => PARSE_JSON(?))) AS f) AS s`;
  const all = columns.map((_, i) => `s.c${i}`).join(', ');
  const same = `${identity('t', service)} AND t.${quoteIdentifier(service.rowIndex)} = s.c${index}`;
  return mode === 'merge'
    ? `MERGE INTO ${target} AS t USING ${rows} ON ${same} WHEN NOT MATCHED THEN INSERT (${names}) VALUES (${all})`
    : `INSERT INTO ${target} (${names}) SELECT ${all} FROM ${rows} WHERE NOT EXISTS (SELECT 1 FROM ${target} AS t WHERE ${same})`;
};

/** Counts the rows that one write has landed, by its stamp. Binds: run id, lowest, highest index, stamp. */
export const countSql = (target: string, stampType: SnowflakeType, service: ServiceColumns): string =>
  `SELECT COUNT(*) FROM ${target} AS t WHERE ${identity('t', service)} AND t.${quoteIdentifier(service.ingestedAt)} = ${cast('?', stampType)}`;
