import { InvalidMetadataError } from '../../errors/invalid-metadata-error.js';

/** An object as JSON has it. */
export type JsonObject = Readonly<Record<string, unknown>>;

const kind = (value: unknown): string =>
  value === undefined ? 'missing' : value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;

/** @throws {InvalidMetadataError} */
export const asObject = (value: unknown, place: string): JsonObject => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidMetadataError(place, `an object is needed and it is ${kind(value)}`);
  return value as JsonObject;
};

/** @throws {InvalidMetadataError} */
export const asText = (value: unknown, place: string): string => {
  if (typeof value !== 'string' || value === '')
    throw new InvalidMetadataError(place, `a text is needed and it is ${value === '' ? 'empty' : kind(value)}`);
  return value;
};

/** @throws {InvalidMetadataError} */
export const asList = (value: unknown, place: string): readonly unknown[] => {
  if (!Array.isArray(value)) throw new InvalidMetadataError(place, `a list is needed and it is ${kind(value)}`);
  return value;
};

/** One of the names given. @throws {InvalidMetadataError} */
export const asOneOf = <T extends string>(value: unknown, names: readonly T[], place: string): T => {
  if (!names.includes(value as T))
    throw new InvalidMetadataError(
      place,
      `it is ${typeof value === 'string' ? `"${value}"` : kind(value)}; it can be ${names.join(', ')}`,
    );
  return value as T;
};

/** What the object has under its own key; undefined for none, so that `toString` and the like are never found. */
export const own = (object: JsonObject, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);
