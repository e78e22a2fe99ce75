/** An SQL identifier for any name. Every name in this package's SQL passes through here; values are bound. */
export const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** An SQL text literal, for the few places where DuckDB takes no parameter (paths of COPY). */
export const quoteLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`;
