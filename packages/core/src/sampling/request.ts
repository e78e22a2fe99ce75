import type { Condition } from '../conditions/condition.js';
import type { EncodedConstraint } from '../encoding/encoded-table.js';
import { ConditionsUnsupportedError } from '../errors/conditions-unsupported-error.js';
import { IdsExhaustedError } from '../errors/ids-exhausted-error.js';
import { InvalidRowCountError } from '../errors/invalid-row-count-error.js';
import { availableThreads } from '../execution/parallelism.js';
import type { PreparedTable } from '../preparation/prepared-table.js';
import type { SynthesizerCapabilities } from '../synthesizer/capabilities.js';
import type { SampleOptions } from '../synthesizer/sample-options.js';
import { readConditions } from './constraints.js';

/** A checked call of `sample`. */
export interface SampleRequest {
  readonly rows: number;
  readonly start: number;
  readonly batchRows: number;
  readonly workers: number;
  readonly seed: number;
  readonly conditions: readonly Condition[];
  readonly constraints: readonly EncodedConstraint[];
  readonly maxTries: number;
}

const wholeNumber = (argument: string, value: number, minimum: number): number => {
  if (!Number.isSafeInteger(value) || value < minimum) throw new InvalidRowCountError(argument, value, minimum);
  return value;
};

/** Refuses rows that a key cannot give, before any is made. @throws {IdsExhaustedError} */
const checkCapacity = ({ columns }: PreparedTable, end: number): void => {
  for (const { name, transformer } of columns) {
    const { capacity = Number.POSITIVE_INFINITY } = transformer;
    if (end > capacity) throw new IdsExhaustedError(name, capacity, String(transformer.held().pattern ?? 'of its ids'));
  }
};

/** @throws {InvalidRowCountError | IdsExhaustedError} and what {@link readConditions} throws */
export const readRequest = (
  name: string,
  capabilities: SynthesizerCapabilities,
  prepared: PreparedTable,
  rows: number,
  {
    start = 0,
    batchRows = 10_000,
    seed,
    where = [],
    workers = Math.min(4, availableThreads()),
    maxTries = 10_000,
  }: SampleOptions,
  modelSeed: number,
): SampleRequest => {
  wholeNumber('rows', rows, 0);
  wholeNumber('start', start, 0);
  wholeNumber('start + rows', start + rows, 0);
  wholeNumber('batchRows', batchRows, 1);
  wholeNumber('workers', workers, 1);
  wholeNumber('maxTries', maxTries, 1);
  checkCapacity(prepared, start + rows);
  if (where.length > 0 && capabilities.conditional === 'none')
    throw new ConditionsUnsupportedError(name, 'takes no conditions');
  return {
    rows,
    start,
    batchRows,
    workers,
    maxTries,
    seed: wholeNumber('seed', seed ?? modelSeed, 0),
    ...readConditions(prepared, where),
  };
};
