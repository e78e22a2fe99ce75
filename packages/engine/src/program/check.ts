import type { Program } from './program.js';

/** @throws {InvalidProgramError} */
export const checkProgram = (_program: Program): void => {};
