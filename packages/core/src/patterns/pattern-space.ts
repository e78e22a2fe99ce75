import { automatonOf, type State } from './automaton.js';
import { parseRegex } from './parse-regex.js';

/** All values of a pattern, each with a number of its own. */
export interface PatternSpace {
  readonly regex: string;
  /** How many values there are. */
  readonly size: bigint;
  /** Value `index` (0 … size−1) in order of code points; different indices give different values. */
  at(index: bigint): string;
}

/** An edge with how many values go along it. */
interface CountedEdge<N> {
  readonly low: number;
  /** Values of the state that come before those along this edge. */
  readonly before: N;
  /** Values that begin with each of its characters. */
  readonly each: N;
  readonly to: CountedState<N>;
}

interface CountedState<N> {
  readonly accepting: boolean;
  readonly size: N;
  readonly edges: readonly CountedEdge<N>[];
}

/** @param number - makes counts, as doubles where they are exact (which is faster) or as bigints */
const count = <N extends number | bigint>(start: State, number: (value: bigint) => N): CountedState<N> => {
  const sizes = new Map<State, bigint>();
  const known = new Map<State, CountedState<N>>();
  const visit = (state: State): CountedState<N> => {
    const before = known.get(state);
    if (before) return before;
    let size = state.accepting ? 1n : 0n;
    const edges = state.edges.map(({ range, to }) => {
      const counted = visit(to);
      const before = number(size);
      size += BigInt(range.high - range.low + 1) * sizes.get(to)!;
      return { low: range.low, before, each: counted.size, to: counted };
    });
    sizes.set(state, size);
    const counted = { accepting: state.accepting, size: number(size), edges };
    known.set(state, counted);
    return counted;
  };
  return visit(start);
};

const value = (start: CountedState<bigint>, index: bigint): string => {
  let text = '';
  let left = index;
  let state = start;
  for (;;) {
    if (state.accepting && left === 0n) return text;
    const edge = state.edges.findLast(({ before }) => left >= before)!;
    left -= edge.before;
    text += String.fromCodePoint(edge.low + Number(left / edge.each));
    left %= edge.each;
    state = edge.to;
  }
};

/** As {@link value}, in doubles. */
const smallValue = (start: CountedState<number>, index: number): string => {
  let text = '';
  let left = index;
  let state = start;
  for (;;) {
    if (state.accepting && left === 0) return text;
    const edge = state.edges.findLast(({ before }) => left >= before)!;
    left -= edge.before;
    const character = Math.floor(left / edge.each);
    text += String.fromCodePoint(edge.low + character);
    left -= character * edge.each;
    state = edge.to;
  }
};

/**
 * @param regex - as {@link parseRegex} reads it
 * @param place - where it stands, for errors
 * @throws {InvalidMetadataError}
 */
export const patternSpace = (regex: string, place: string): PatternSpace => {
  const automaton = automatonOf(parseRegex(regex, place), place);
  const exact = count(automaton, (size) => size);
  if (exact.size > 2n ** 53n) return { regex, size: exact.size, at: (index) => value(exact, index) };
  const small = count(automaton, Number);
  return { regex, size: exact.size, at: (index) => smallValue(small, Number(index)) };
};
