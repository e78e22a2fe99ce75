import type { RandomSource } from '../../random/random-source.js';
import { type CharacterClass, characterClasses } from './character-class.js';
import { parseRegex } from './parse-regex.js';
import type { Lengths, TextShapes } from './text-shape-learner.js';

const alphabetOf = (kind: CharacterClass): string[] => {
  const node = parseRegex(characterClasses[kind], kind);
  const [set] = node.kind === 'sequence' ? node.parts : [node];
  if (set?.kind !== 'set') return [];
  return set.ranges.flatMap(({ low, high }) =>
    Array.from({ length: high - low + 1 }, (_, i) => String.fromCodePoint(low + i)),
  );
};

/** An index drawn in proportion to counts; −1 when there are none. */
const pick = (counts: readonly number[], uniform: number): number => {
  let left = uniform * counts.reduce((sum, count) => sum + count, 0);
  for (const [i, count] of counts.entries()) {
    left -= count;
    if (left < 0) return i;
  }
  return counts.length - 1;
};

const pickLength = (lengths: Lengths, uniform: number): number =>
  lengths[
    pick(
      lengths.map(([, count]) => count),
      uniform,
    )
  ]?.[0] ?? 0;

/** Texts of the learned shapes, each a pure function of the source and the row. */
export const textOfShape = ({ shapes, other }: TextShapes, random: RandomSource): ((row: number) => string) => {
  const alphabets = new Map<CharacterClass, string[]>();
  const weights = [...shapes.map(({ count }) => count), other.count];
  const characterWeights = other.characters.map(({ count }) => count);
  const characterOf = (kind: CharacterClass, uniform: number): string => {
    let alphabet = alphabets.get(kind);
    if (!alphabet) alphabets.set(kind, (alphabet = alphabetOf(kind)));
    return alphabet[Math.floor(uniform * alphabet.length)]!;
  };
  return (row) => {
    let drawn = 0;
    const uniform = (): number => random.uniform(row, drawn++);
    let text = '';
    const shape = shapes[pick(weights, uniform())];
    if (shape) {
      for (const part of shape.parts) {
        if ('literal' in part) text += part.literal;
        else
          for (let left = pickLength(part.lengths, uniform()); left > 0; left--)
            text += characterOf(part.kind, uniform());
      }
      return text;
    }
    for (let left = pickLength(other.lengths, uniform()); left > 0; left--) {
      const character = other.characters[pick(characterWeights, uniform())];
      if (character) text += character.kind === null ? character.literal : characterOf(character.kind, uniform());
    }
    return text;
  };
};
