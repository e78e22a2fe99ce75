import { checkDelimiter } from './csv-options.js';

/** How CSV text is written; what is not said here is as readers expect it. */
export interface CsvWriteOptions {
  /** One ASCII character. @default ',' */
  readonly delimiter?: string;
  /** Whether the first line holds the column names. @default true */
  readonly header?: boolean;
  /** What a missing value is written as, unquoted. @default '' */
  readonly missing?: string;
  /** @default '\n' */
  readonly lineEnding?: '\n' | '\r\n';
}

/** @throws {InvalidOptionError} */
export const resolveCsvWriteOptions = ({
  delimiter = ',',
  header = true,
  missing = '',
  lineEnding = '\n',
}: CsvWriteOptions = {}): Required<CsvWriteOptions> => {
  checkDelimiter(delimiter);
  return { delimiter, header, missing, lineEnding };
};
