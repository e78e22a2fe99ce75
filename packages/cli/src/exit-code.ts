import { CvdError, type ErrorCode } from '@cvd/core';
import { CommanderError } from 'commander';
import { NamedColumnError } from './errors/named-column-error.js';

export const exitCodes = { done: 0, failed: 1, usage: 2 } as const;

/** Errors of the command line itself: an argument that no file and no model could make right. */
const usageCodes: readonly ErrorCode[] = [
  'CVD_USAGE',
  'CVD_UNKNOWN_METHOD',
  'CVD_INVALID_OPTION',
  'CVD_INVALID_ROW_COUNT',
  'CVD_INVALID_CONDITION',
];

/** 0 done (help shown), 2 wrong use of the command line, 1 everything else. */
export const exitCodeOf = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof NamedColumnError) return exitCodes.usage;
  return CvdError.isInstance(error) && usageCodes.includes(error.code) ? exitCodes.usage : exitCodes.failed;
};
