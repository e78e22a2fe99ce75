import { InvalidProgramError } from '../../errors/invalid-program-error.js';
import type { Operation } from '../operation.js';
import type { Program } from '../program.js';

/** An operation under check, and the program around it. */
export interface Place {
  readonly program: Program;
  readonly routine: string;
  readonly index: number;
  readonly operation: Operation;
}

/** Throws the error for a field of the operation. */
export const refuse: (place: Place, field: string, problem: string) => never = (place, field, problem) => {
  const { routine, index, operation } = place;
  throw new InvalidProgramError({ routine, index, kind: operation.kind, field }, problem);
};
