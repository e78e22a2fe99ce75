import { InvalidOptionError } from '@cvd/core';

/** @throws {InvalidOptionError} when the option is not a whole number from `least` on */
export const checkWhole = (owner: string, option: string, value: number, least: number): void => {
  if (!Number.isSafeInteger(value) || value < least)
    throw new InvalidOptionError(owner, option, `must be a whole number ≥ ${least}; got ${value}`);
};

/** @throws {InvalidOptionError} when the option is not a finite number in its range, which `range` names, such as '> 0' */
export const checkNumber = (owner: string, option: string, value: number, inRange: boolean, range: string): void => {
  if (!Number.isFinite(value) || !inRange)
    throw new InvalidOptionError(owner, option, `must be a number ${range}; got ${value}`);
};
