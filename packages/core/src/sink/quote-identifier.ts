/** An SQL identifier for any name. Every name in a sink's SQL passes through here; values are bound. */
export const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
