import type { CharacterClass } from './character-class.js';
import { classNames, TextScanner } from './text-scanner.js';

/** How often each length was seen: pairs of length and count, ascending. */
export type Lengths = readonly (readonly [length: number, count: number])[];

/** One way values are built: literal characters and runs of a class whose lengths vary. */
interface TextShape {
  readonly count: number;
  readonly parts: readonly (
    | { readonly literal: string }
    | { readonly kind: CharacterClass; readonly lengths: Lengths }
  )[];
}

/** What is kept of a text column that is generated: classes of characters and lengths, no value. Plain JSON. */
export interface TextShapes {
  /** The beginning that all values share, in whole runs; literal in the shapes. */
  readonly prefix: string;
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
  /** Characters seen, by class. */
  readonly #classes = new Float64Array(classNames.length);
  readonly #scanner = new TextScanner();
  readonly #symbols = new Map<string, number>();
  #total = 0;
  /** The runs that all values begin with, never one's last run of a class: no whole value is among them. */
  #shared: string[] | null = null;

  /** @param times - how often the value was seen */
  add(text: string, times = 1): void {
    this.#total += times;
    const scanner = this.#scanner;
    scanner.scan(text);
    const { count, classes, starts, ends, lengths } = scanner;
    let signature = '';
    for (let run = 0; run < count; run++) {
      const kind = classes[run]!;
      if (kind >= 0) this.#classes[kind]! += times * lengths[run]!;
      const own = kind >= 0 ? '' : text.slice(starts[run]!, ends[run]!);
      if (kind < 0 && (this.#symbols.size < MOST_SYMBOLS || this.#symbols.has(own)))
        increase(this.#symbols, own, times);
      // Private characters for classes, so that no text has the signature of another shape.
      if (count <= MOST_RUNS) signature += kind >= 0 ? String.fromCharCode(0xe000 + kind) : own;
    }
    this.#share(text);
    increase(this.#lengths, lengthKey(scanner.length), times);
    if (count > MOST_RUNS) return;
    let tracked = this.#tracked.get(signature);
    if (!tracked) {
      if (this.#tracked.size >= MOST_TRACKED) return;
      const parts = Array.from({ length: count }, (_, run) =>
        classes[run]! < 0
          ? { literal: text.slice(starts[run]!, ends[run]!) }
          : { kind: classNames[classes[run]!]!, lengths: new Map<number, number>() },
      );
      tracked = { count: 0, parts };
      this.#tracked.set(signature, tracked);
    }
    tracked.count += times;
    for (let run = 0; run < count; run++) {
      const part = tracked.parts[run]!;
      if ('kind' in part) increase(part.lengths, lengthKey(lengths[run]!), times);
    }
  }

  /** Shortens what is shared to what this text, scanned just now, begins with too. */
  #share(text: string): void {
    const { count, classes, starts, ends } = this.#scanner;
    if (this.#shared?.length === 0) return;
    let last = count - 1;
    while (last >= 0 && classes[last]! < 0) last--;
    const most = Math.min(Math.max(last, 0), MOST_RUNS);
    const runs = Array.from({ length: most }, (_, run) => text.slice(starts[run]!, ends[run]!));
    const differs = (this.#shared ?? runs).findIndex((shared, run) => runs[run] !== shared);
    this.#shared = differs < 0 ? (this.#shared ?? runs) : runs.slice(0, differs);
  }

  /**
   * @param minimum - shapes and single characters seen fewer times are not kept
   * @param keepPrefix - whether a beginning is kept that all values share, where that many are there
   */
  finish(minimum: number, keepPrefix: boolean): TextShapes {
    const shared = keepPrefix && this.#total >= minimum ? (this.#shared ?? []) : [];
    const shapes = [...this.#tracked.values()]
      .filter(({ count }) => count >= minimum)
      .sort((a, b) => b.count - a.count)
      .slice(0, MOST_KEPT)
      .map(({ count, parts }) => ({
        count,
        parts: parts.map((part, run) => {
          if ('literal' in part) return part;
          const literal = shared[run];
          return literal === undefined ? { kind: part.kind, lengths: sorted(part.lengths) } : { literal };
        }),
      }));
    const symbols = [...this.#symbols].filter(([, count]) => count >= minimum);
    return {
      prefix: shared.join(''),
      shapes,
      other: {
        count: this.#total - shapes.reduce((sum, { count }) => sum + count, 0),
        lengths: sorted(this.#lengths),
        characters: [
          ...classNames
            .map((kind, i) => ({ kind, literal: '', count: this.#classes[i]! }))
            .filter(({ count }) => count > 0),
          ...symbols.map(([literal, count]) => ({ kind: null, literal, count })),
        ],
      },
    };
  }
}
