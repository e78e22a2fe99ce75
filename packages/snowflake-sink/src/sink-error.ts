import { SinkWriteError } from '@cvd/core';
import { StatementError } from './session/statement-error.js';
import { SnowflakeError } from './snowflake-error.js';

/** The typed error for what a statement about a table has thrown; everything else stays as it is. */
export const toSinkError = (label: string, error: unknown): unknown => {
  if (!(error instanceof StatementError)) return error;
  const { trouble, code, message } = error;
  if (trouble === 'data')
    return new SinkWriteError('snowflake', label, `${message}${code === null ? '' : ` (${code})`}`);
  return new SnowflakeError(
    trouble === 'missing' || trouble === 'refused' ? trouble : 'statement',
    label,
    message,
    code,
  );
};
