import { CvdError, type ErrorCode, errorCodes } from '@cvd/core';
import { expect } from 'vitest';

/** Traces of code in a text for people. */
const leaks = /\n\s+at |node:internal|\[object |TypeError/;

/**
 * Runs what must be refused, and gives the error back: a typed one, with this code, that says in whole sentences what is
 * wrong and what to do.
 * @param says - parts of the message
 */
export const refusal = async (work: () => unknown, code: ErrorCode, ...says: readonly RegExp[]): Promise<CvdError> => {
  let error: unknown = null;
  try {
    await work();
  } catch (thrown) {
    error = thrown;
  }
  expect(error, `nothing was refused; ${code} was expected`).not.toBeNull();
  if (!CvdError.isInstance(error)) throw error;
  expect(errorCodes).toContain(error.code);
  expect(error.code, error.message).toBe(code);
  expect(error.message).toMatch(/^\S.*\w[^\n]*[.!?]$/s);
  expect(error.message).not.toMatch(leaks);
  for (const part of says) expect(error.message).toMatch(part);
  return error;
};
