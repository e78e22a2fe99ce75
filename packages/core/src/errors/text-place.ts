/** A place in a text file, as editors show it: `data.csv:12:8`. Lines and characters count from 1. */
export const textPlace = (file: string, line: number, column: number): string => `${file}:${line}:${column}`;
