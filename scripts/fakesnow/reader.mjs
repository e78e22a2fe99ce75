import { createRequire } from 'node:module';

// The repository itself does not depend on it.
const requireOfSink = createRequire(new URL('../../packages/snowflake-sink/package.json', import.meta.url));

const quote = (name) => `"${name.replaceAll('"', '""')}"`;

const instant = (value) =>
  `${new Date(value.getEpochSeconds() * 1000).toISOString().slice(0, 19)}.${String(value.getNanoSeconds()).padStart(9, '0')}`;

/** A value of the driver's as a cell of core's: whole numbers as text, times in ISO 8601. */
const cell = (value, type) => {
  // Asked for numbers as text, the driver gives 'NULL' where there is none.
  if (value === null || (value === 'NULL' && /^(NUMBER|FLOAT)/.test(type))) return null;
  if (type === 'FLOAT') return Number(value);
  if (type === 'DATE') return value.toISOString().slice(0, 10);
  if (/^TIMESTAMP_NTZ/.test(type)) return instant(value);
  return /^TIMESTAMP/.test(type) ? `${instant(value)}Z` : value;
};

/**
 * A connection of the driver's own, as another program would have it.
 * @param {Readonly<Record<string, unknown>>} options - what the driver's createConnection takes, database and schema among it
 */
export const openReader = async (options) => {
  const snowflake = requireOfSink('snowflake-sdk');
  snowflake.configure({ logLevel: 'OFF', additionalLogToConsole: false });
  const connection = snowflake.createConnection(options);
  await new Promise((resolve, reject) => connection.connect((error) => (error ? reject(error) : resolve())));

  const rowsOf = (sqlText) =>
    new Promise((resolve, reject) => {
      connection.execute({
        sqlText,
        rowMode: 'array',
        fetchAsString: ['Number'],
        complete: (error, _, rows) => (error ? reject(error) : resolve(rows ?? [])),
      });
    });
  const sqlName = (table) => `${quote(options.database)}.${quote(options.schema)}.${quote(table)}`;

  /** Names and types of a table's columns; null where there is no such table. @param {string} table */
  const describe = async (table) => {
    try {
      return (await rowsOf(`DESCRIBE TABLE ${sqlName(table)}`)).map(([name, type]) => ({ name, type }));
    } catch (error) {
      if (error.code === '002003') return null;
      throw error;
    }
  };

  return {
    describe,
    /** The rows of a table as the kit for sinks takes them, every column by its name. @param {string} table */
    async read(table) {
      const columns = await describe(table);
      if (columns === null) return [];
      // Under names of our own: the driver cannot read a result with a column named __proto__.
      const list = columns.map(({ name }, i) => `${quote(name)} AS c${i}`).join(', ');
      return (await rowsOf(`SELECT ${list} FROM ${sqlName(table)}`)).map((row) => {
        const values = Object.fromEntries(columns.map(({ name, type }, i) => [name, cell(row[i], type)]));
        return { runId: values._run_id, rowIndex: Number(values._row_index), values };
      });
    },
    close: () => new Promise((resolve) => connection.destroy(() => resolve())),
  };
};
