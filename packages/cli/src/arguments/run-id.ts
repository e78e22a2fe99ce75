import { isRunId } from '@cvd/core';
import { UsageError } from '../errors/usage-error.js';

/** `--run-id ID`. @throws {UsageError} unless it is a UUID */
export const parseRunId = (text: string): string => {
  if (!isRunId(text))
    throw new UsageError(`--run-id ${text}: the UUID was expected that an earlier cvd stream has printed.`);
  return text.toLowerCase();
};
