import { MetricInputError } from '../errors/metric-input-error.js';
import type { Column } from '../table/column.js';
import { countMatching } from './column-text.js';
import type { MetricDescription, MetricResult } from './metric.js';

const NAME = 'RegexFormatAdherence';

/** A Python pattern that must match the whole text, as a JavaScript one. @throws {MetricInputError} (invalid-pattern) */
const wholePattern = (pattern: string): RegExp => {
  const translated = `^(?:${pattern.replaceAll('(?P<', '(?<').replace(/\(\?P=(\w+)\)/g, '\\k<$1>')})$`;
  for (const flags of ['u', '']) {
    try {
      return new RegExp(translated, flags);
    } catch {
      // Escapes such as \- are an error only in the stricter Unicode syntax; the next round tries without it.
    }
  }
  throw new MetricInputError(NAME, 'invalid-pattern', 'synthetic');
};

/** Texts that each named group takes in the real column; empty when nothing matches there. */
const knownGroups = (real: Column, pattern: RegExp): ReadonlyMap<string, ReadonlySet<string>> => {
  const known = new Map<string, Set<string>>();
  countMatching(real, (text) => {
    for (const [group, part] of Object.entries(pattern.exec(text)?.groups ?? {})) {
      const parts = known.get(group) ?? new Set();
      known.set(group, parts.add(part));
    }
    return true;
  });
  return known;
};

/**
 * RegexFormatAdherence: the share of synthetic values whose whole text matches the pattern (Python syntax, of which
 * JavaScript's own is a near superset). A named group must moreover hold a text that the group has in the real column.
 * A missing value does not match. NaN when the synthetic column has no rows.
 * Throws {@link MetricInputError} (invalid-pattern).
 */
export const regexFormatAdherence: MetricDescription & {
  compute(real: Column, synthetic: Column, options: { readonly pattern: string }): MetricResult;
} = {
  name: NAME,
  goal: 'maximize',
  minValue: 0,
  maxValue: 1,
  compute: (real, synthetic, options) => {
    const pattern = wholePattern(options.pattern);
    if (synthetic.length === 0) return { score: Number.NaN };
    const known = knownGroups(real, pattern);
    const { matching } = countMatching(synthetic, (text) => {
      const match = pattern.exec(text);
      if (match === null) return false;
      return [...known].every(([group, parts]) => parts.has(match.groups?.[group] as string));
    });
    return { score: matching / synthetic.length };
  },
};
