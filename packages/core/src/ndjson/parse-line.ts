/** A string, or an integer of digits only; what stands between is punctuation, literals and other numbers. */
const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const integer = /^-?\d+$/;

/**
 * The own values of a JSON object, with integers beyond ±2⁵³ as bigint, which `JSON.parse` would round.
 * null when the text is JSON but no object.
 * @throws {SyntaxError} when it is no JSON
 */
export const parseLine = (text: string): Record<string, unknown> | null => {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const object = value as Record<string, unknown>;
  if (/\d{16}/.test(text)) restoreIntegers(text, object);
  return object;
};

/** Puts long integers in place of their rounded values: each is parsed a second time in the guise of a one-element array. */
const restoreIntegers = (text: string, object: Record<string, unknown>): void => {
  const marked = text.replace(token, (part) =>
    integer.test(part) && !Number.isSafeInteger(Number(part)) ? `["${part}"]` : part,
  );
  if (marked === text) return;
  for (const [key, value] of Object.entries(JSON.parse(marked) as Record<string, unknown>)) {
    if (typeof object[key] !== 'number' || !Array.isArray(value)) continue;
    Object.defineProperty(object, key, { value: BigInt(value[0] as string), enumerable: true });
  }
};
