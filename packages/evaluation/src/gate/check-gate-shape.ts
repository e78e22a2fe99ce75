import { InvalidOptionError, type JsonSchema, resolveOptions } from '@cvd/core';
import { InvalidGateError } from '../errors/invalid-gate-error.js';
import type { Gate, Threshold } from './gate.js';
import { type GateKey, parseGateKey } from './gate-key.js';
import { nearestNames } from './nearest-names.js';
import { reportKeys } from './report-keys.js';

const thresholdSchema: JsonSchema = {
  properties: {
    min: { type: 'number' },
    max: { type: 'number' },
    by: { type: 'string', enum: ['value', 'interval'] },
    optional: { type: 'boolean' },
    why: { type: 'string' },
  },
  additionalProperties: false,
};

const boundSchema: JsonSchema = {
  properties: { of: { type: 'string' }, times: { type: 'number' }, plus: { type: 'number' } },
  additionalProperties: false,
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Checks the part of a gate at this place. @throws {InvalidGateError} */
const checkPart = (place: string, schema: JsonSchema, given: Readonly<Record<string, unknown>>): void => {
  try {
    resolveOptions('gate', schema, given);
  } catch (error) {
    if (!(error instanceof InvalidOptionError)) throw error;
    const { option, problem } = error;
    throw new InvalidGateError(place, `"${option}" ${problem}`, null, error);
  }
};

/** @throws {InvalidGateError} naming the keys that are most like it */
const knownKey = (place: string, key: string): GateKey => {
  const known = parseGateKey(key);
  if (known !== null) return known;
  const nearest = nearestNames(key, Object.keys(reportKeys));
  throw new InvalidGateError(
    place,
    `no report has a figure of the key "${key}"; most like it are ${nearest.join(', ')}`,
  );
};

const checkThreshold = (key: string, threshold: unknown): void => {
  const known = knownKey(key, key);
  if (!isObject(threshold))
    throw new InvalidGateError(key, 'a threshold was expected, such as { "min": 0.9 } or { "max": 0.8 }');
  const relative = (['min', 'max'] as const).filter((name) => isObject(threshold[name]));
  const plain = Object.entries(threshold).filter(([name]) => !relative.includes(name as 'min' | 'max'));
  checkPart(key, thresholdSchema, Object.fromEntries(plain));
  const { min, max, by } = threshold as Threshold;
  if (min === undefined && max === undefined)
    throw new InvalidGateError(key, 'nothing is demanded; give it a "min", a "max" or both');
  if (typeof min === 'number' && typeof max === 'number' && min > max)
    throw new InvalidGateError(key, `no figure is both ${min} or more and ${max} or less; swap "min" and "max"`);
  if (by === 'interval' && known.interval === null)
    throw new InvalidGateError(key, 'this figure never has an interval; leave "by" out');
  for (const name of relative) {
    const bound = threshold[name] as Readonly<Record<string, unknown>>;
    const place = `${key}.${name}`;
    checkPart(place, boundSchema, bound);
    if (typeof bound.of !== 'string')
      throw new InvalidGateError(place, 'name the other figure, as in { "of": "baselines.holdout.score" }');
    const other = knownKey(place, bound.of);
    const every = other.steps.filter(({ kind }) => kind === 'every').length;
    if (every > 0 && known.steps.filter(({ kind }) => kind === 'every').length !== every)
      throw new InvalidGateError(
        place,
        `"${bound.of}" is many figures where one is needed; name a column in place of *`,
      );
  }
};

/**
 * Makes sure that something is a gate: known keys, thresholds that can be held to. `$schema` is left out.
 * @throws {InvalidGateError} at the first thing that is wrong
 */
export const checkGateShape = (given: unknown): Gate => {
  if (!isObject(given))
    throw new InvalidGateError(
      null,
      'an object of thresholds by key was expected, such as { "quality.score": { "min": 0.9 } }',
    );
  const entries = Object.entries(given).filter(([key]) => key !== '$schema');
  if (entries.length === 0)
    throw new InvalidGateError(null, 'it has no threshold; a gate that nothing can fail lets everything pass');
  for (const [key, threshold] of entries) checkThreshold(key, threshold);
  return Object.fromEntries(entries) as Gate;
};
