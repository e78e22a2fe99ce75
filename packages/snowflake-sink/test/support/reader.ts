import snowflake from 'snowflake-sdk';

/** A connection of the driver's own, as another program would have it. */
export interface Reader {
  rows(sql: string): Promise<readonly (readonly unknown[])[]>;
  /** null where there is no such table. */
  describe(target: string): Promise<readonly { readonly name: string; readonly type: string }[] | null>;
  close(): Promise<void>;
}

/** @param options - what the driver's createConnection takes */
export const openReader = async (options: Readonly<Record<string, unknown>>): Promise<Reader> => {
  snowflake.configure({ logLevel: 'OFF', additionalLogToConsole: false });
  const connection = snowflake.createConnection(options as unknown as Parameters<typeof snowflake.createConnection>[0]);
  await connection.connectAsync(() => {});
  const rows = (sqlText: string): Promise<readonly (readonly unknown[])[]> =>
    new Promise((resolve, reject) => {
      connection.execute({
        sqlText,
        rowMode: 'array' as never,
        complete: (error, _, found) => (error ? reject(error) : resolve((found ?? []) as unknown as unknown[][])),
      });
    });
  return {
    rows,
    async describe(target) {
      try {
        return (await rows(`DESCRIBE TABLE ${target}`)).map(([name, type]) => ({
          name: String(name),
          type: String(type),
        }));
      } catch (error) {
        if ((error as { code?: string }).code === '002003') return null;
        throw error;
      }
    },
    close: () => new Promise((resolve) => connection.destroy(() => resolve())),
  };
};
