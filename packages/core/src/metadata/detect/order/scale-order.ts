import { type Scale, scales } from './scales.js';

/** Lower case, one space for spaces, hyphens and underscores, no apostrophes and full stops. */
const normalise = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/['’.]/g, '')
    .replace(/[\s_-]+/g, ' ');

const ranksOf = ({ levels }: Scale): ReadonlyMap<string, number> =>
  new Map(levels.flatMap((level, rank) => level.split('/').map((word) => [word, rank] as const)));

const prepared = scales.map((scale) => ({ ranks: ranksOf(scale), least: scale.least ?? 2 }));

/** The values in the order of a known scale, or null where no scale has them all, each on a level of its own. */
export const scaleOrder = (values: readonly string[]): readonly string[] | null => {
  const words = values.map(normalise);
  for (const { ranks, least } of prepared) {
    if (values.length < least) continue;
    const found = words.map((word) => ranks.get(word) ?? -1);
    if (found.includes(-1) || new Set(found).size < found.length) continue;
    return values
      .map((value, i) => ({ value, rank: found[i]! }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ value }) => value);
  }
  return null;
};
