import { type Schema, Validator } from '@cfworker/json-schema';
import { InvalidOptionError } from '../errors/invalid-option-error.js';
import type { JsonSchema } from './json-schema.js';

const describeValue = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'an array' : typeof value;
};

/** What a schema allows, in words: "must be an integer ≥ 1". */
const allowedValues = (schema: JsonSchema): string => {
  if (schema.enum) return `must be one of ${schema.enum.map((value) => JSON.stringify(value)).join(', ')}`;
  if (schema.anyOf) return schema.anyOf.map(allowedValues).join(', or ');
  const noun =
    schema.type === undefined ? 'a value' : /^[aio]/.test(schema.type) ? `an ${schema.type}` : `a ${schema.type}`;
  const bounds = [
    schema.minimum !== undefined && `≥ ${schema.minimum}`,
    schema.exclusiveMinimum !== undefined && `> ${schema.exclusiveMinimum}`,
    schema.maximum !== undefined && `≤ ${schema.maximum}`,
    schema.exclusiveMaximum !== undefined && `< ${schema.exclusiveMaximum}`,
  ].filter((bound) => bound !== false);
  return `must be ${noun}${bounds.length > 0 ? ` ${bounds.join(' and ')}` : ''}`;
};

/** JSON has no NaN or infinities; a validator would let them pass as numbers. */
const nonFinitePath = (value: unknown, path: string): string | null => {
  if (typeof value === 'number' && !Number.isFinite(value)) return path;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = nonFinitePath(inner, path === '' ? key : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
};

const schemaAt = (schema: JsonSchema, path: readonly string[]): JsonSchema =>
  path.reduce<JsonSchema>((at, key) => {
    const extra = typeof at.additionalProperties === 'object' ? at.additionalProperties : {};
    return at.properties?.[key] ?? at.items ?? extra;
  }, schema);

/**
 * Checks options against their schema and fills in defaults. An option given as undefined counts as not given.
 * @param owner - who has the options, for the message
 * @returns a frozen object with every option that has a value
 * @throws {InvalidOptionError} for the first unknown option or value outside its schema
 */
export const resolveOptions = (
  owner: string,
  schema: JsonSchema,
  given: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> => {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new InvalidOptionError(owner, '*', `must be given by name, as in { seed: 7 }; got ${describeValue(given)}`);
  const properties = schema.properties ?? {};
  const present = Object.entries(given).filter(([, value]) => value !== undefined);
  for (const [name, value] of present) {
    if (!Object.hasOwn(properties, name)) {
      throw new InvalidOptionError(owner, name, `is not known. Known options: ${Object.keys(properties).join(', ')}`);
    }
    const path = nonFinitePath(value, name);
    if (path !== null)
      throw new InvalidOptionError(
        owner,
        path,
        `${allowedValues(schemaAt(schema, path.split('.')))}; got a number that is not finite`,
      );
  }
  const defaults = Object.entries(properties)
    .filter(([, property]) => property.default !== undefined)
    .map(([name, property]) => [name, property.default] as const);
  const options = Object.fromEntries([...defaults, ...present]);
  const { valid, errors } = new Validator({ type: 'object', ...schema } as Schema, '2020-12').validate(options);
  const leaf = valid ? undefined : errors.at(-1);
  if (leaf) {
    const path = leaf.instanceLocation
      .replace(/^#\/?/, '')
      .split('/')
      .map((part) => decodeURIComponent(part.replaceAll('~1', '/').replaceAll('~0', '~')));
    const value = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], options);
    const allowed = allowedValues(schemaAt(schema, path));
    throw new InvalidOptionError(owner, path.join('.'), `${allowed}; got ${describeValue(value)}`);
  }
  return Object.freeze(options);
};
