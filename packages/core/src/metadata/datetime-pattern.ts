import { InvalidMetadataError } from '../errors/invalid-metadata-error.js';

/** One piece of a strftime pattern: a directive's letter, or text that stands as it is. */
export type PatternToken = { readonly directive: string } | { readonly literal: string };

const directives = new Set('aAbBdfHIjmMpSyYzZ');
const shorthands: Readonly<Record<string, string>> = { T: '%H:%M:%S', R: '%H:%M', F: '%Y-%m-%d', D: '%m/%d/%y' };
const separateDigits = new Set('dfHIjmMSyY');

/**
 * Splits a strftime pattern into tokens. Known: %Y %y %m %d %j %b %B %a %A %H %I %M %S %f %p %z %Z (UTC only) %%, and
 * the shorthands %T %R %F %D.
 * @throws {InvalidMetadataError} for any other directive
 */
export const tokenizePattern = (pattern: string): readonly PatternToken[] => {
  const tokens: PatternToken[] = [];
  let literal = '';
  const text = pattern.replace(/%([TRFD%])/g, (all, letter: string) => shorthands[letter] ?? all);
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== '%') {
      literal += text[i];
      continue;
    }
    const letter = text[++i] ?? '';
    if (letter === '%') {
      literal += '%';
      continue;
    }
    if (!directives.has(letter))
      throw new InvalidMetadataError(
        'datetime_format',
        `"%${letter}" in "${pattern}" is not supported; supported are ${[...directives].map((d) => `%${d}`).join(' ')} %T %R %F %D %%`,
      );
    if (literal) tokens.push({ literal });
    literal = '';
    tokens.push({ directive: letter });
  }
  if (literal) tokens.push({ literal });
  return tokens;
};

/** Whether the token is written in digits; two such side by side need all their places to be told apart. */
export const startsWithDigits = (token: PatternToken | undefined): boolean =>
  token !== undefined && ('directive' in token ? separateDigits.has(token.directive) : /^\d/.test(token.literal));
