import type { JsonSchema } from '@cvd/core';
import { UsageError } from '../errors/usage-error.js';

const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** What the text means to the schema; text that does not fit is left as it is, for the library to say what would. */
const readValue = (text: string, schema: JsonSchema | undefined): unknown => {
  if (schema === undefined || schema.type === 'string') return text;
  if (schema.enum?.includes(text)) return text;
  if (schema.anyOf?.some((inner) => readValue(text, inner) === text && inner.type === 'string' && !inner.enum))
    return text;
  return asJson(text);
};

/**
 * `--set key=value` options as the method's schema types them: numbers and booleans by name, lists and objects as JSON.
 * @throws {UsageError} for text without `=`
 */
export const readSettings = (texts: readonly string[], schema: JsonSchema): Record<string, unknown> => {
  const properties = new Map(Object.entries(schema.properties ?? {}));
  const settings: Record<string, unknown> = Object.create(null);
  for (const text of texts) {
    const equals = text.indexOf('=');
    if (equals <= 0) throw new UsageError(`--set ${text}: write --set key=value.`);
    const key = text.slice(0, equals).trim();
    settings[key] = readValue(text.slice(equals + 1), properties.get(key));
  }
  return settings;
};

/** For options that may be given several times. */
export const collect = (text: string, earlier: readonly string[]): string[] => [...earlier, text];
