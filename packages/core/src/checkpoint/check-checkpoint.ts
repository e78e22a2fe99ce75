import { type CheckpointDifference, CheckpointMismatchError } from '../errors/checkpoint-mismatch-error.js';
import { packageVersion } from '../version.js';
import type { Checkpoint } from './checkpoint-file.js';

/** The fit that is to go on from a checkpoint. */
export interface ResumingFit {
  readonly method: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Whether the seed was asked for, and not drawn; a drawn one gives way to that of the checkpoint. */
  readonly seedGiven: boolean;
  /** Digest of the model given to begin with; null for none. */
  readonly warmStart: string | null;
  readonly allowOtherBuild: boolean;
}

const shown = (value: unknown): string => (value === undefined ? 'not set' : JSON.stringify(value));

/** JSON text that does not depend on the order of keys. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

const changedOptions = (
  before: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
  { seedGiven }: ResumingFit,
): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((name) => name !== 'seed' || seedGiven)
    .filter((name) => canonical(before[name]) !== canonical(now[name]))
    .map((name) => `${name} was ${shown(before[name])} and is ${shown(now[name])}`);

/**
 * Everything about a checkpoint that can be told before the rows are read.
 * @throws {CheckpointMismatchError}
 */
export const checkCheckpoint = (
  { method, packageVersion: version, content }: Checkpoint,
  place: string,
  fit: ResumingFit,
): void => {
  const refuse = (difference: CheckpointDifference, differences: readonly string[]): void => {
    if (differences.length > 0) throw new CheckpointMismatchError(place, difference, differences);
  };
  refuse('method', method === fit.method ? [] : [`it was "${method}" and is "${fit.method}"`]);
  refuse('options', changedOptions(content.options, fit.options, fit));
  const other = fit.warmStart !== null && fit.warmStart !== content.warmStart;
  refuse('warm-start', other ? ['the fit began with another earlier model, or with none'] : []);
  const same = version === packageVersion || fit.allowOtherBuild;
  refuse('version', same ? [] : [`it was made by version ${version}, and this is ${packageVersion}`]);
};
