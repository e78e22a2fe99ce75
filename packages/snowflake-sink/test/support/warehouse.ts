import { type DuckDBConnection, DuckDBInstance, type DuckDBResultReader } from '@duckdb/node-api';
import { type Answer, countAnswer, describeAnswer, rowsAnswer, statusAnswer } from './answers.js';
import { macros } from './macros.js';
import { SnowflakeFailure, toFailure } from './snowflake-failure.js';
import { storedType } from './table-types.js';
import { joinTokens, startsWith, type Token, tokenize } from './tokenize.js';
import { translate } from './translate.js';

/** A column as DESCRIBE TABLE tells it. */
export interface DescribedColumn {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

/** Databases and their schemas. */
export type Databases = Readonly<Record<string, readonly string[]>>;

export interface Warehouse {
  /** Runs a statement of the sink's dialect in autocommit. @throws {SnowflakeFailure} */
  run(sql: string, binds: readonly (string | null)[]): Promise<Answer>;
  /** Runs DuckDB's own SQL on what is stored, for tests. Rows by position. */
  query(sql: string): Promise<readonly (readonly unknown[])[]>;
  close(): void;
}

interface Parsed {
  /** Quoted for DuckDB. */
  readonly target: string;
  readonly next: number;
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A table's name of one to three parts; unquoted ones are upper case, as in Snowflake. */
const readTarget = (tokens: readonly Token[], at: number): Parsed => {
  const parts: string[] = [];
  let next = at;
  for (;;) {
    const token = tokens[next];
    if (token?.kind !== 'name' && token?.kind !== 'word')
      throw new SyntaxError(`unexpected '${token?.text ?? '<end>'}'`);
    parts.push(token.kind === 'name' ? token.text : token.text.toUpperCase());
    next++;
    if (!startsWith(tokens, next, ['.'])) break;
    next++;
  }
  if (parts.length !== 3)
    throw new SnowflakeFailure(
      '090105',
      '22000',
      'Cannot perform operation. This session does not have a current database.',
    );
  return { target: parts.map(quote).join('.'), next };
};

/** One column's definition, and where it ends. */
const readColumn = (tokens: readonly Token[], at: number) => {
  const name = tokens[at];
  const type = tokens[at + 1];
  if (name?.kind !== 'name' && name?.kind !== 'word') throw new SyntaxError(`unexpected '${name?.text ?? '<end>'}'`);
  const list: number[] = [];
  let next = at + 2;
  if (startsWith(tokens, next, ['('])) {
    for (next++; !startsWith(tokens, next, [')']); next++)
      if (tokens[next]?.kind === 'number') list.push(Number(tokens[next]!.text));
    next++;
  }
  const nullable = !startsWith(tokens, next, ['NOT', 'NULL']);
  const { described, duckdb } = storedType(type?.text ?? '', list);
  const column = { name: name.kind === 'name' ? name.text : name.text.toUpperCase(), type: described, nullable };
  return {
    column,
    sql: `${quote(column.name)} ${duckdb}${nullable ? '' : ' NOT NULL'}`,
    next: nullable ? next : next + 2,
  };
};

/** Statements that write take their turns, as writers of one table do by its lock. */
const createTurns = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };
};

/** The databases of a stand-in for Snowflake, in DuckDB's memory. What types its tables were declared with is kept beside. */
export const createWarehouse = async (databases: Databases): Promise<Warehouse> => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection: DuckDBConnection = await instance.connect();
  for (const macro of macros) await connection.run(macro);
  for (const [database, schemas] of Object.entries(databases)) {
    await connection.run(`ATTACH ':memory:' AS ${quote(database)}`);
    for (const schema of schemas)
      await connection.run(`CREATE SCHEMA IF NOT EXISTS ${quote(database)}.${quote(schema)}`);
  }
  const tables = new Map<string, DescribedColumn[]>();
  const inTurn = createTurns();

  const execute = (tokens: readonly Token[], binds: readonly (string | null)[]): Promise<DuckDBResultReader> =>
    connection.runAndReadAll(joinTokens(translate(tokens)), [...binds]);

  const describe = (target: string): DescribedColumn[] => {
    const columns = tables.get(target);
    if (columns === undefined)
      throw new SnowflakeFailure(
        '002003',
        '42S02',
        `SQL compilation error: Table '${target}' does not exist or not authorized.`,
      );
    return columns;
  };

  const create = async (tokens: readonly Token[], at: number, ifNotExists: boolean): Promise<Answer> => {
    const { target, next } = readTarget(tokens, at);
    if (tables.has(target)) {
      if (!ifNotExists) throw new SnowflakeFailure('002002', '42710', `Object '${target}' already exists.`);
      return statusAnswer(`${target} already exists, statement succeeded.`);
    }
    const columns: { readonly column: DescribedColumn; readonly sql: string }[] = [];
    for (let position = next + 1; ; ) {
      const read = readColumn(tokens, position);
      columns.push(read);
      if (startsWith(tokens, read.next, [')'])) break;
      position = read.next + 1;
    }
    await connection.run(`CREATE TABLE ${target} (${columns.map(({ sql }) => sql).join(', ')})`);
    tables.set(
      target,
      columns.map(({ column }) => column),
    );
    return statusAnswer(`Table ${target} successfully created.`);
  };

  const addColumn = async (tokens: readonly Token[]): Promise<Answer> => {
    const { target, next } = readTarget(tokens, 2);
    const columns = describe(target);
    if (!startsWith(tokens, next, ['ADD', 'COLUMN', 'IF', 'NOT', 'EXISTS']))
      throw new SyntaxError("unexpected 'ALTER'");
    const { column, sql } = readColumn(tokens, next + 5);
    if (!columns.some(({ name }) => name === column.name)) {
      await connection.run(`ALTER TABLE ${target} ADD COLUMN ${sql}`);
      columns.push(column);
    }
    return statusAnswer('Statement executed successfully.');
  };

  const drop = async (tokens: readonly Token[]): Promise<Answer> => {
    const { target } = readTarget(tokens, startsWith(tokens, 2, ['IF', 'EXISTS']) ? 4 : 2);
    await connection.run(`DROP TABLE IF EXISTS ${target}`);
    tables.delete(target);
    return statusAnswer(`${target} successfully dropped.`);
  };

  const dispatch = async (tokens: readonly Token[], binds: readonly (string | null)[]): Promise<Answer> => {
    const is = (...words: string[]) => startsWith(tokens, 0, words);
    if (is('DESCRIBE', 'TABLE')) return describeAnswer(describe(readTarget(tokens, 2).target));
    if (is('CREATE', 'TABLE', 'IF', 'NOT', 'EXISTS')) return create(tokens, 5, true);
    if (is('CREATE', 'TABLE')) return create(tokens, 2, false);
    if (is('ALTER', 'TABLE')) return addColumn(tokens);
    if (is('DROP', 'TABLE')) return drop(tokens);
    if (is('SELECT')) return rowsAnswer(await execute(tokens, binds));
    for (const verb of ['INSERT', 'MERGE', 'UPDATE', 'DELETE'] as const)
      if (is(verb)) return countAnswer(verb, (await execute(tokens, binds)).rowsChanged);
    throw new SyntaxError(`unexpected '${tokens[0]?.text ?? '<end>'}'`);
  };

  return {
    run: (sql, binds) =>
      inTurn(async () => {
        try {
          return await dispatch(tokenize(sql), binds);
        } catch (error) {
          throw toFailure(error);
        }
      }),
    query: (sql) => inTurn(async () => (await connection.runAndReadAll(sql)).getRows()),
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
};
