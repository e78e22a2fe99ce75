import { InvalidMetadataError } from '../errors/invalid-metadata-error.js';
import type { CharRange, RegexNode } from './regex-node.js';

/** States that a pattern may need; an ordinary one needs a few dozen. */
const MOST_STATES = 2000;

/** A state of a deterministic automaton without cycles; edges in ascending order of characters. */
export interface State {
  readonly accepting: boolean;
  readonly edges: readonly { readonly range: CharRange; readonly to: State }[];
}

interface LooseState {
  /** States reached without a character. */
  readonly free: number[];
  readonly edges: { readonly ranges: readonly CharRange[]; readonly to: number }[];
}

const tooLarge = (place: string): never => {
  throw new InvalidMetadataError(place, `the pattern needs more than ${MOST_STATES} states; shorten its repetitions`);
};

/** Thompson's construction; repetitions are written out, so that there are no cycles. */
const construct = (node: RegexNode, place: string): { states: LooseState[]; start: number; end: number } => {
  const states: LooseState[] = [];
  const state = (): number => {
    if (states.length >= 10 * MOST_STATES) tooLarge(place);
    return states.push({ free: [], edges: [] }) - 1;
  };
  const build = (part: RegexNode, from: number): number => {
    switch (part.kind) {
      case 'set': {
        const to = state();
        states[from]!.edges.push({ ranges: part.ranges, to });
        return to;
      }
      case 'sequence':
        return part.parts.reduce((at, inner) => build(inner, at), from);
      case 'either': {
        const ends = part.options.map((option) => {
          const begin = state();
          states[from]!.free.push(begin);
          return build(option, begin);
        });
        const to = state();
        for (const end of ends) states[end]!.free.push(to);
        return to;
      }
      case 'repeat': {
        let at = from;
        const exits: number[] = [];
        for (let i = 0; i < part.max; i++) {
          if (i >= part.min) exits.push(at);
          const begin = state();
          states[at]!.free.push(begin);
          at = build(part.part, begin);
        }
        const to = state();
        for (const exit of [...exits, at]) states[exit]!.free.push(to);
        return to;
      }
    }
  };
  const start = state();
  return { states, start, end: build(node, start) };
};

/**
 * The automaton that accepts each value of the pattern along exactly one path, however many ways the expression has to
 * read it.
 * Source: Hopcroft, Motwani, Ullman, Introduction to Automata Theory, 3rd ed., sections 2.3.5 and 3.2.3.
 * @throws {InvalidMetadataError} when it would need too many states
 */
export const automatonOf = (node: RegexNode, place: string): State => {
  const { states, start, end } = construct(node, place);
  const made = new Map<string, State>();

  const closure = (from: Iterable<number>): number[] => {
    const seen = new Set(from);
    for (const at of seen) for (const next of states[at]!.free) seen.add(next);
    return [...seen].sort((a, b) => a - b);
  };

  const determine = (set: readonly number[]): State => {
    const key = set.join(',');
    const known = made.get(key);
    if (known) return known;
    if (made.size >= MOST_STATES) tooLarge(place);
    const outgoing = set.flatMap((at) =>
      states[at]!.edges.flatMap(({ ranges, to }) => ranges.map((range) => ({ range, to }))),
    );
    const cuts = [...new Set(outgoing.flatMap(({ range }) => [range.low, range.high + 1]))].sort((a, b) => a - b);
    const edges: { range: CharRange; to: State }[] = [];
    const result: State = { accepting: set.includes(end), edges };
    made.set(key, result);
    for (let i = 0; i + 1 < cuts.length; i++) {
      const range = { low: cuts[i]!, high: cuts[i + 1]! - 1 };
      const targets = outgoing
        .filter((edge) => edge.range.low <= range.low && edge.range.high >= range.high)
        .map(({ to }) => to);
      if (targets.length > 0) edges.push({ range, to: determine(closure(targets)) });
    }
    return result;
  };
  return determine(closure([start]));
};
