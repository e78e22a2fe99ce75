import { InvalidGateError } from '../errors/invalid-gate-error.js';
import { checkGateShape } from './check-gate-shape.js';
import type { Gate } from './gate.js';

/**
 * A gate from the text of a JSON file.
 * @param file - its name, for the message
 * @throws {InvalidGateError} when it is no JSON, no gate, or names a figure that no report has
 *
 * @example
 * const gate = parseGate('{ "quality.score": { "min": 0.9 } }');
 */
export const parseGate = (text: string, file: string | null = null): Gate => {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    throw new InvalidGateError(null, `this is no JSON (${(error as Error).message.replace(/\.$/, '')})`, file, error);
  }
  try {
    return checkGateShape(given);
  } catch (error) {
    if (error instanceof InvalidGateError) throw new InvalidGateError(error.key, error.problem, file, error);
    throw error;
  }
};
