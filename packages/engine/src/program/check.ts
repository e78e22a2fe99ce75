import { InvalidProgramError } from '../errors/invalid-program-error.js';
import type { Place } from './check/place.js';
import { checkSettings } from './check/settings.js';
import { checkSpans } from './check/spans.js';
import { checkStream, type StreamUses } from './check/streams.js';
import { checkViews } from './check/views.js';
import type { BufferSpec, Program } from './program.js';

const checkBuffer = ({ name, rows, cols }: BufferSpec, names: Set<string>): void => {
  if (names.has(name)) throw new InvalidProgramError({ buffer: name }, 'there are two buffers of this name');
  names.add(name);
  for (const [field, size] of Object.entries({ rows, cols })) {
    if (!Number.isInteger(size) || size < 1) {
      throw new InvalidProgramError({ buffer: name, field }, `must be a whole number from 1, not ${size}`);
    }
  }
};

/**
 * Holds a program to the definitions of its operations: shapes, bounds, types and roles of every view; no operation
 * works on rows that it writes unless it may; names are used once, streams of random numbers once in a routine; spans lie in
 * their columns; numbers lie in their ranges. Every backend calls it when it loads a program.
 * @throws {InvalidProgramError} naming routine, operation and field
 */
export const checkProgram = (program: Program): void => {
  const names = new Set<string>();
  for (const buffer of program.buffers) checkBuffer(buffer, names);
  for (const [routine, operations] of Object.entries(program.routines)) {
    const uses: StreamUses = new Map();
    for (const [index, operation] of operations.entries()) {
      const place: Place = { program, routine, index, operation };
      checkViews(place);
      checkSpans(place);
      checkSettings(place);
      checkStream(place, uses);
    }
  }
};
