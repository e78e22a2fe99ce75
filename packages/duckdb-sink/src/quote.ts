/** An SQL text literal, for the few places where DuckDB takes no parameter (paths of COPY). */
export const quoteLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`;
