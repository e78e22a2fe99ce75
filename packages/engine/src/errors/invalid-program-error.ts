import { CvdError } from '@cvd/core';

/** Where in a program something is wrong; parts that do not apply are absent. */
export interface ProgramPlace {
  readonly buffer?: string;
  readonly routine?: string;
  /** Place of the operation in its routine. */
  readonly index?: number;
  readonly kind?: string;
  readonly field?: string;
}

const describe = ({ buffer, routine, index, kind, field }: ProgramPlace): string =>
  [
    buffer !== undefined && `buffer "${buffer}"`,
    routine !== undefined && `routine "${routine}"`,
    kind !== undefined && `operation ${index} (${kind})`,
    field !== undefined && `field "${field}"`,
  ]
    .filter(Boolean)
    .join(', ');

/** A recorded program cannot be run as it stands: wrong shapes, types, bounds or names. */
export class InvalidProgramError extends CvdError {
  static override readonly code = 'CVD_INVALID_PROGRAM';

  /**
   * @param problem - what is wrong and what would be right, without a full stop
   */
  constructor(
    readonly place: ProgramPlace,
    readonly problem: string,
  ) {
    const where = describe(place);
    super(`Program${where && `, ${where}`}: ${problem}.`);
  }
}
