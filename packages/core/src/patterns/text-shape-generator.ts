import type { RandomSource } from '../random/random-source.js';
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

/** Draws an index in proportion to counts, given a uniform; −1 when there are none. */
const drawing = (counts: readonly number[]): ((uniform: number) => number) => {
  let total = 0;
  const upTo = counts.map((count) => (total += count));
  return (uniform) => {
    const drawn = uniform * total;
    for (let i = 0; i < upTo.length; i++) if (drawn < upTo[i]!) return i;
    return upTo.length - 1;
  };
};

const drawingLength = (lengths: Lengths): ((uniform: number) => number) => {
  const draw = drawing(lengths.map(([, count]) => count));
  return (uniform) => lengths[draw(uniform)]?.[0] ?? 0;
};

/** Texts of the learned shapes, each a pure function of the source and the row. */
export const textOfShape = ({ shapes, other }: TextShapes, random: RandomSource): ((row: number) => string) => {
  const alphabets = new Map<CharacterClass, string[]>();
  const alphabet = (kind: CharacterClass): string[] => {
    const known = alphabets.get(kind) ?? alphabetOf(kind);
    alphabets.set(kind, known);
    return known;
  };
  const drawShape = drawing([...shapes.map(({ count }) => count), other.count]);
  const shapeParts = shapes.map(({ parts }) =>
    parts.map((part) =>
      'literal' in part ? part.literal : { characters: alphabet(part.kind), length: drawingLength(part.lengths) },
    ),
  );
  const drawCharacter = drawing(other.characters.map(({ count }) => count));
  const otherAlphabets = other.characters.map(({ kind, literal }) => (kind === null ? [literal] : alphabet(kind)));
  const otherLength = drawingLength(other.lengths);
  const one = (characters: readonly string[], uniform: number): string =>
    characters[Math.floor(uniform * characters.length)]!;

  return (row) => {
    let drawn = 0;
    const uniform = (): number => random.uniform(row, drawn++);
    let text = '';
    const parts = shapeParts[drawShape(uniform())];
    if (parts) {
      for (const part of parts) {
        if (typeof part === 'string') text += part;
        else for (let left = part.length(uniform()); left > 0; left--) text += one(part.characters, uniform());
      }
      return text;
    }
    for (let left = otherLength(uniform()); left > 0; left--)
      text += one(otherAlphabets[drawCharacter(uniform())] ?? [''], uniform());
    return text;
  };
};
