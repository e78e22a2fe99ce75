import { type EvaluationInput, type Gate, neededInputs } from '@cvd/evaluation';
import { attackNames } from '@cvd/evaluation/attacks';
import { UsageError } from '../errors/usage-error.js';
import type { EvaluateCommandOptions } from './evaluate-options.js';

/** Options that other options need. @throws {UsageError} */
export const checkEvaluateOptions = ({ holdout, target, attacks }: EvaluateCommandOptions): void => {
  if (holdout !== undefined) return;
  if (target !== undefined)
    throw new UsageError('--target is tested on real rows that were held out. Add --holdout FILE.');
  if (attacks !== undefined)
    throw new UsageError(
      '--attacks tells what is found of rows learned from beside what is found of others. Add --holdout FILE.',
    );
};

/** How each input is given on the command line. */
const optionOf = (input: EvaluationInput): string =>
  ({ holdout: '--holdout FILE', target: '--target COLUMN', baselines: '--baselines' })[input as string] ??
  `--attacks ${input}`;

/** Refuses before the work what a gate would refuse after it. @throws {UsageError} */
export const checkGateInputs = (gate: Gate, options: EvaluateCommandOptions): void => {
  const { holdout, target, baselines, attacks = [] } = options;
  const given: Readonly<Record<string, boolean>> = {
    ...{ holdout: holdout !== undefined, target: target !== undefined, baselines: baselines === true },
    ...Object.fromEntries(attackNames.map((name) => [name, attacks.includes(name)])),
  };
  for (const [input, key] of neededInputs(gate))
    if (!given[input])
      throw new UsageError(
        `--gate ${options.gate}: "${key}" takes ${optionOf(input)}. Add that, or make the threshold optional.`,
      );
};
