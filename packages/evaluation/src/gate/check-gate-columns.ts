import { InvalidGateError } from '../errors/invalid-gate-error.js';
import type { Gate } from './gate.js';
import { parseGateKey } from './gate-key.js';
import { nearestNames } from './nearest-names.js';
import { keysOf } from './needed-inputs.js';

/**
 * Makes sure before an evaluation that the columns that a gate names, as in `columns[age].score`, are there.
 * @throws {InvalidGateError} naming the columns that are most like it
 */
export const checkGateColumns = (gate: Gate, columns: readonly string[]): void => {
  for (const [key, threshold] of Object.entries(gate))
    for (const read of keysOf(key, threshold)) {
      const { pattern, steps } = parseGateKey(read)!;
      const named = steps.find((step) => step.kind === 'entry');
      if (named === undefined || !pattern.includes('columns[*]') || columns.includes(named.name)) continue;
      const nearest = nearestNames(named.name, columns).map((name) => `"${name}"`);
      throw new InvalidGateError(key, `there is no column "${named.name}"; most like it are ${nearest.join(', ')}`);
    }
};
