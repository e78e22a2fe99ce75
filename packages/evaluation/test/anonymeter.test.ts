import { gatherRows, type Table, tableFromColumns } from '@cvd/core';
import { describe, expect, it } from 'vitest';
import { narrowed } from '../src/attacks/attack-tables.js';
import { medianOf, predicateOf } from '../src/attacks/find-predicates.js';
import { countLinked } from '../src/attacks/link-counts.js';
import { comparedColumns, singlesOut } from '../src/attacks/predicate.js';
import { rightGuesses } from '../src/attacks/right-guesses.js';
import { fitGowerScale, nearestRows } from '../src/index.js';
import { asMetadata, fixture, readTable } from './support.js';

type Side = 'attack' | 'control';
/** One character a target: 1 for yes. */
type Flags = string;

const { targets, nearest, linkability, inference, singlingOut } = JSON.parse(
  fixture('fixtures/anonymeter/attacks.json'),
) as {
  readonly targets: Readonly<Record<Side, { readonly file: string; readonly first: number; readonly end: number }>>;
  readonly nearest: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    readonly distances: readonly (readonly number[])[];
    /** −1 where another row is as near. */
    readonly rows: readonly (readonly number[])[];
  }[];
  readonly linkability: readonly {
    readonly name: string;
    readonly columns: readonly [readonly string[], readonly string[]];
    readonly side: Side;
    readonly neighbours: number;
    readonly linked: Flags;
    readonly tied: Flags;
    readonly must: number;
    readonly may: number;
  }[];
  readonly inference: readonly {
    readonly secret: string;
    readonly known: readonly string[];
    readonly side: Side;
    readonly right: Flags;
    readonly tied: Flags;
  }[];
  readonly singlingOut: readonly {
    readonly holes: boolean;
    readonly rows: readonly number[];
    readonly columns: readonly (readonly string[])[];
    readonly synthetic: Flags;
    readonly attack: Flags;
    readonly control: Flags;
  }[];
};

const { metadata: cvd } = JSON.parse(fixture('fixtures/sdmetrics/cvd.json'));
const read = (file: string): Promise<Table> => readTable(`../../../tests/fixtures/cvd/${file}`, cvd);
const [train, test] = await Promise.all([read('train.csv'), read('test.csv')]);
const synthetic = await readTable('fixtures/anonymeter/synthetic.csv', cvd);
const scale = fitGowerScale(train, asMetadata(cvd));
const rowsOf = (side: Side): Table => (side === 'attack' ? train : test).slice(targets[side].first, targets[side].end);
const search = (side: Side, columns: readonly string[], neighbours = 1) =>
  nearestRows(narrowed(scale, columns), { queries: rowsOf(side), reference: synthetic }, { neighbours });
/** Targets whose flag is this. */
const where = (flags: Flags, flag: '0' | '1'): Int32Array =>
  Int32Array.from(flags, (each, row) => (each === flag ? row : -1)).filter((row) => row >= 0);
const count = (flags: Flags): number => where(flags, '1').length;

describe('nearest rows are Anonymeter’s', () => {
  it.each(nearest.map((each) => [each.name, each] as const))('over %s', async (_, { columns, distances, rows }) => {
    const neighbours = 5;
    const found = await search('attack', columns, neighbours);
    for (const [query, expected] of distances.entries()) {
      for (const [slot, sum] of expected.entries()) {
        const at = query * neighbours + slot;
        // It gives the sum; up to 19 differences of doubles.
        expect(Math.abs(found.distances[at]! * columns.length - sum)).toBeLessThan(1e-12);
        const row = rows[query]![slot]!;
        if (row >= 0) expect(found.rows[at]).toBe(row);
      }
    }
  });
});

describe('links are Anonymeter’s', () => {
  it.each(linkability.map((each) => [each.name, each.side, each.neighbours, each] as const))(
    'between %s, %s, %d neighbours',
    async (_, side, neighbours, { columns, linked, tied, must, may }) => {
      const here = await search(side, columns[0], neighbours);
      const there = await search(side, columns[1], neighbours);
      const all = countLinked(here, there);
      expect(all).toBeGreaterThanOrEqual(must);
      expect(all).toBeLessThanOrEqual(may);
      for (const target of where(tied, '0')) {
        const of = ({ rows, distances }: typeof here) => ({
          neighbours,
          rows: rows.subarray(target * neighbours, (target + 1) * neighbours),
          distances: distances.subarray(target * neighbours, (target + 1) * neighbours),
        });
        expect(countLinked(of(here), of(there)), `target ${target}`).toBe(Number(linked[target]));
      }
    },
  );

  it('are held for enough targets that are not tied', () => {
    const free = linkability.flatMap(({ tied, linked }) => [...where(tied, '0')].map((row) => linked[row]));
    expect(free.length).toBeGreaterThan(3500);
    expect(free.filter((flag) => flag === '1').length).toBeGreaterThan(900);
  });
});

describe('right guesses are Anonymeter’s', () => {
  it.each(inference.map((each) => [each.secret, each.known.length, each.side, each] as const))(
    'of %s from %d columns, %s',
    async (secret, _, side, { known, right, tied }) => {
      const column = scale.columns.find(({ name }) => name === secret)!;
      const { rows } = await search(side, known);
      const free = where(tied, '0');
      const found = rightGuesses(
        column,
        gatherRows(rowsOf(side), free),
        synthetic,
        free.map((row) => rows[row]!),
      );
      expect(found).toEqual({ right: [...free].filter((row) => right[row] === '1').length, trials: free.length });
      expect(free.length).toBeGreaterThan(250);
      expect(found.right).toBeGreaterThan(40);
    },
  );
});

/** Leaves out the cells that the script leaves out. */
const withHoles = (table: Table): Table =>
  tableFromColumns(
    table.names.map((name, at) => {
      const values = Array.from({ length: table.rows }, (_, row) =>
        (row * 5 + at) % 11 === 0 ? null : (table.at(row, name) as number | string),
      );
      return [name, values] as const;
    }),
  );

describe('statements single out where Anonymeter’s do', () => {
  it.each(singlingOut.map((each) => [each.holes ? 'with' : 'without', each] as const))(
    '%s missing values',
    async (_, { holes, rows, columns, ...expected }) => {
      const cut = (table: Table): Table => (holes ? withHoles(table) : table);
      for (const side of ['attack', 'control'] as const) {
        const other = cut((side === 'attack' ? train : test).slice(0, 600));
        const compared = await comparedColumns(scale, cut(synthetic), other);
        const medians = compared.map((column) => (column.kind === 'number' ? medianOf(column.synthetic) : 0));
        for (const [at, row] of rows.entries()) {
          const chosen = columns[at]!.map((name) => scale.columns.findIndex((column) => column.name === name));
          const predicate = predicateOf(row, chosen, compared, medians);
          const what = `statement ${at} on ${side}`;
          expect(singlesOut(predicate, compared, 'synthetic'), what).toBe(expected.synthetic[at] === '1');
          expect(singlesOut(predicate, compared, 'other'), what).toBe(expected[side][at] === '1');
        }
      }
      for (const flags of Object.values(expected)) expect(count(flags)).toBeGreaterThan(10);
    },
  );
});
