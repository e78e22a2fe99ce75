import { createRandomSource, type Table, tableFromColumns } from '@cvd/core';
import { independentColumnsTable } from '@cvd/core/testing';
import { describe, expect, it } from 'vitest';
import { utility } from './utility.js';

const random = createRandomSource(5);

interface Row {
  x: number;
  y: number;
  colour: string;
}

/** x and y uniform in −1 … 1, a colour of four. */
const rows = (name: string, count: number): Row[] =>
  Array.from({ length: count }, (_, row) => {
    const draw = (i: number) => random.child(name).uniform(row, i);
    return {
      x: 2 * draw(0) - 1,
      y: 2 * draw(1) - 1,
      colour: ['red', 'green', 'blue', 'grey'][Math.floor(4 * draw(2))]!,
    };
  });

const table = (name: string, count: number, target: (row: Row) => unknown): Table => {
  const all = rows(name, count);
  return tableFromColumns({
    x: all.map(({ x }) => x),
    y: all.map(({ y }) => y),
    colour: all.map(({ colour }) => colour),
    target: all.map(target),
  });
};

const metadata = (sdtype: string) => ({
  columns: {
    x: { sdtype: 'numerical' },
    y: { sdtype: 'numerical' },
    colour: { sdtype: 'categorical' },
    target: { sdtype },
  },
});

const tables = (target: (row: Row) => unknown, train = 600, holdout = 600) => ({
  train: table('train', train, target),
  synthetic: table('synthetic', 600, target),
  holdout: table('holdout', holdout, target),
});

/** A product: no linear model tells its sign. */
const product = ({ x, y }: Row): string => (x * y > 0.2 ? 'yes' : 'no');

describe('utility', () => {
  it('finds rows of the same kind worth what real ones are, and independent columns worth nothing', async () => {
    const given = tables(product);
    const good = await utility(given, metadata('categorical'), 'target');
    expect(good).toMatchObject({
      task: 'classification',
      positiveClass: 'yes',
      rows: { learned: 600, tested: 600 },
      withoutTarget: { train: 0, synthetic: 0, holdout: 0 },
    });
    for (const kind of [good.tstr, good.trtr]) {
      expect(kind.boostedTrees).toMatchObject({ auc: expect.closeTo(1, 1), accuracy: expect.closeTo(1, 1) });
      // 200 of 600 rows are positive: standard error of an area of chance √(601 / (12 · 200 · 400)) = .025; 4 of them.
      expect(kind.linear).toMatchObject({ auc: expect.toSatisfy((auc: number) => Math.abs(auc - 0.5) < 0.1) });
    }
    const drawn = independentColumnsTable(given.synthetic, 600, random);
    const bad = await utility({ ...given, synthetic: drawn }, metadata('categorical'), 'target');
    expect(bad.tstr.boostedTrees).toMatchObject({ auc: expect.toSatisfy((auc: number) => Math.abs(auc - 0.5) < 0.1) });
    expect(bad.trtr).toEqual(good.trtr);
  });

  it('tells several classes', async () => {
    const target = ({ x, colour }: Row) => (colour === 'red' ? 'warm' : x > 0 ? 'right' : 'left');
    const { tstr, positiveClass } = await utility(tables(target), metadata('categorical'), 'target');
    expect(positiveClass).toBeNull();
    for (const scores of [tstr.boostedTrees, tstr.linear])
      expect(scores).toMatchObject({
        auc: expect.closeTo(1, 1),
        f1: expect.closeTo(1, 1),
        accuracy: expect.closeTo(1, 1),
      });
  });

  it('keeps to the two classes of real rows where synthetic ones hold a third', async () => {
    const given = tables(product);
    const synthetic = table('synthetic', 600, (row) => (row.x > 0.9 ? 'made up' : product(row)));
    const { positiveClass, tstr, trtr } = await utility({ ...given, synthetic }, metadata('categorical'), 'target');
    expect(positiveClass).toBe('yes');
    expect(trtr).toEqual((await utility(given, metadata('categorical'), 'target')).trtr);
    expect(tstr.boostedTrees).toMatchObject({ auc: expect.toSatisfy((auc: number) => auc > 0.8 && auc < 1) });
  });

  it('tells booleans', async () => {
    const { tstr, positiveClass } = await utility(
      tables(({ x }) => x > 0.5),
      metadata('boolean'),
      'target',
    );
    expect(positiveClass).toBe('true');
    expect(tstr.boostedTrees).toMatchObject({ auc: expect.closeTo(1, 2), f1: expect.closeTo(1, 1) });
  });

  it('tells numbers, and leaves out rows that have none', async () => {
    const target = ({ x, y, colour }: Row) => (y > 0.9 ? null : 3 * x + (colour === 'red' ? 100 : 98));
    const given = tables(target);
    const { task, tstr, trtr, withoutTarget, rows } = await utility(given, metadata('numerical'), 'target');
    expect(task).toBe('regression');
    // The penalty of 1 takes next to nothing of 570 rows; trees draw steps.
    expect(tstr.linear).toMatchObject({ r2: expect.toSatisfy((r2: number) => r2 > 0.999) });
    expect(trtr.boostedTrees).toMatchObject({ r2: expect.toSatisfy((r2: number) => r2 > 0.97) });
    expect(withoutTarget.holdout).toBe([...given.holdout.toRows()].filter((row) => row.target === null).length);
    expect(rows.tested).toBe(600 - withoutTarget.holdout);
    expect(withoutTarget.holdout).toBeGreaterThan(0);
  });

  it('learns from as many rows of both kinds, the same for the same seed', async () => {
    const given = tables(product, 90);
    const first = await utility(given, metadata('categorical'), 'target', { seed: 2 });
    expect(first.rows).toEqual({ learned: 90, tested: 600 });
    expect(await utility(given, metadata('categorical'), 'target', { seed: 2 })).toEqual(first);
    const second = await utility(given, metadata('categorical'), 'target', { seed: 3 });
    expect(second.tstr).not.toEqual(first.tstr);
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
  });

  it('gives a class that only the holdout has no chance, and still scores the others', async () => {
    const given = tables(product);
    const rare = table('holdout', 600, (row) => (row.x > 0.95 ? 'never seen' : product(row)));
    const { tstr } = await utility({ ...given, holdout: rare }, metadata('categorical'), 'target');
    expect(tstr.boostedTrees).toMatchObject({ auc: expect.toSatisfy((auc: number) => auc > 0.7 && auc < 1) });
  });
});

describe('utility of what cannot be learned', () => {
  const reasonOf = async (given: ReturnType<typeof tables>, sdtype = 'categorical') =>
    (await utility(given, metadata(sdtype), 'target')).tstr;

  it('says so of five rows, a single class, too many classes and a constant', async () => {
    const few = { because: expect.stringMatching(/there are 5 rows to learn "target" from, and 40 are needed/) };
    expect(await reasonOf(tables(product, 5))).toEqual({ boostedTrees: few, linear: few });
    const single = { because: expect.stringMatching(/"target" has a single value in the holdout/) };
    expect(await reasonOf(tables(() => 'yes'))).toEqual({ boostedTrees: single, linear: single });
    expect(
      await reasonOf(
        tables(() => 4),
        'numerical',
      ),
    ).toEqual({ boostedTrees: single, linear: single });
    const many = { because: expect.stringMatching(/hold 41 classes, and at most 30 are learned/) };
    const classes = tables(({ x }) => `class ${Math.floor(20 * x + 20.5)}`);
    expect(await reasonOf(classes)).toEqual({ boostedTrees: many, linear: many });
  });

  it('scores real rows where only the synthetic ones hold a single class', async () => {
    const given = { ...tables(product), synthetic: table('synthetic', 600, () => 'yes') };
    const { tstr, trtr } = await utility(given, metadata('categorical'), 'target');
    expect(tstr.linear).toEqual({ because: 'the rows to learn from hold a single class' });
    expect(trtr.boostedTrees).toMatchObject({ auc: expect.closeTo(1, 1) });
  });

  it('says so when no other column holds anything', async () => {
    const alone = (given: Table) =>
      tableFromColumns({ gone: new Array(600).fill(null), target: [...given.toRows()].map((row) => row.target) });
    const given = tables(product);
    const { tstr, emptyColumns } = await utility(
      { train: alone(given.train), synthetic: alone(given.synthetic), holdout: alone(given.holdout) },
      { columns: { gone: { sdtype: 'numerical' }, target: { sdtype: 'categorical' } } },
      'target',
    );
    expect(emptyColumns).toEqual(['gone']);
    expect(tstr.linear).toEqual({ because: expect.stringMatching(/no column besides "target"/) });
  });

  it('learns from a column of 1,000 categories', async () => {
    const wide = (name: string) => {
      const all = rows(name, 2000);
      return tableFromColumns({
        x: all.map(({ x }) => `category ${Math.floor(500 * (x + 1))}`),
        target: all.map(({ x }) => (x > 0 ? 'yes' : 'no')),
      });
    };
    const columns = { x: { sdtype: 'categorical' }, target: { sdtype: 'categorical' } };
    const given = { train: wide('train'), synthetic: wide('synthetic'), holdout: wide('holdout') };
    const { trtr } = await utility(given, { columns }, 'target');
    // Each category lies on one side; one in e² was not seen in 2,000 rows and has even chances.
    expect(trtr.linear).toMatchObject({ auc: expect.toSatisfy((auc: number) => auc > 0.9) });
    // Of at most 2 rows each, none is a category of its own to the trees.
    expect(trtr.boostedTrees).toMatchObject({ auc: expect.toSatisfy((auc: number) => auc >= 0.4) });
  });

  it('refuses a target that is none', async () => {
    const given = tables(product);
    await expect(utility(given, metadata('id'), 'target')).rejects.toMatchObject({
      code: 'CVD_INVALID_OPTION',
      sdtype: 'id',
    });
    await expect(utility(given, metadata('categorical'), 'nowhere')).rejects.toMatchObject({
      code: 'CVD_UNKNOWN_COLUMN',
    });
    await expect(
      utility({ ...given, holdout: given.holdout.slice(0, 0) }, metadata('categorical'), 'target'),
    ).rejects.toMatchObject({ code: 'CVD_EMPTY_TABLE' });
  });
});
