import type { CharacterClass } from './character-class.js';
import { textRuns } from './text-runs.js';

/** How often each length was seen: pairs of length and count, ascending. */
export type Lengths = readonly (readonly [length: number, count: number])[];

/** One way values are built: literal characters and runs of a class whose lengths vary. */
export interface TextShape {
  readonly count: number;
  readonly parts: readonly (
    | { readonly literal: string }
    | { readonly kind: CharacterClass; readonly lengths: Lengths }
  )[];
}

/** What is kept of a text column that is generated: classes of characters and lengths, no value. Plain JSON. */
export interface TextShapes {
  readonly shapes: readonly TextShape[];
  /** Values of any other shape: how long they are and what characters they are made of. */
  readonly other: {
    readonly count: number;
    readonly lengths: Lengths;
    readonly characters: readonly {
      readonly kind: CharacterClass | null;
      readonly literal: string;
      readonly count: number;
    }[];
  };
}

const MOST_TRACKED = 2000;
const MOST_KEPT = 200;
const MOST_RUNS = 40;
const MOST_SYMBOLS = 200;

/** Lengths above 64 lose their lower bits, so that a histogram stays small. */
const lengthKey = (length: number): number => {
  const step = 2 ** Math.max(0, 25 - Math.clz32(length));
  return Math.floor(length / step) * step;
};

const increase = <K>(counts: Map<K, number>, key: K, by: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + by);
};

const sorted = (counts: ReadonlyMap<number, number>): Lengths => [...counts].sort(([a], [b]) => a - b);

interface Tracked {
  count: number;
  readonly parts: readonly (
    | { readonly literal: string }
    | { readonly kind: CharacterClass; readonly lengths: Map<number, number> }
  )[];
}

/** Learns the shapes of texts in one pass and bounded memory. */
export class TextShapeLearner {
  readonly #tracked = new Map<string, Tracked>();
  readonly #lengths = new Map<number, number>();
  readonly #classes = new Map<CharacterClass, number>();
  readonly #symbols = new Map<string, number>();
  #total = 0;

  /** @param times - how often the value was seen */
  add(text: string, times = 1): void {
    this.#total += times;
    const runs = textRuns(text);
    let length = 0;
    for (const { kind, text: own, length: runLength } of runs) {
      length += runLength;
      if (kind !== null) increase(this.#classes, kind, times * runLength);
      else if (this.#symbols.size < MOST_SYMBOLS || this.#symbols.has(own)) increase(this.#symbols, own, times);
    }
    increase(this.#lengths, lengthKey(length), times);
    if (runs.length > MOST_RUNS) return;
    const signature = runs.map(({ kind, text: own }) => kind ?? `'${own}`).join(' ');
    let tracked = this.#tracked.get(signature);
    if (!tracked) {
      if (this.#tracked.size >= MOST_TRACKED) return;
      tracked = {
        count: 0,
        parts: runs.map(({ kind, text: own }) => (kind === null ? { literal: own } : { kind, lengths: new Map() })),
      };
      this.#tracked.set(signature, tracked);
    }
    tracked.count += times;
    for (const [i, part] of tracked.parts.entries())
      if ('kind' in part) increase(part.lengths, lengthKey(runs[i]!.length), times);
  }

  /** @param minimum - shapes and single characters seen fewer times are not kept */
  finish(minimum: number): TextShapes {
    const shapes = [...this.#tracked.values()]
      .filter(({ count }) => count >= minimum)
      .sort((a, b) => b.count - a.count)
      .slice(0, MOST_KEPT)
      .map(({ count, parts }) => ({
        count,
        parts: parts.map((part) => ('kind' in part ? { kind: part.kind, lengths: sorted(part.lengths) } : part)),
      }));
    const symbols = [...this.#symbols].filter(([, count]) => count >= minimum);
    return {
      shapes,
      other: {
        count: this.#total - shapes.reduce((sum, { count }) => sum + count, 0),
        lengths: sorted(this.#lengths),
        characters: [
          ...[...this.#classes].map(([kind, count]) => ({ kind, literal: '', count })),
          ...symbols.map(([literal, count]) => ({ kind: null, literal, count })),
        ],
      },
    };
  }
}
