import { describe, expect, it } from 'vitest';
import { createRandomSource } from '../random/counter-random.js';
import { binTable } from './binned-table.js';
import { fitBins } from './feature-bins.js';
import { type Gradients, histogramInto, histogramWorkspace, subtractHistogram } from './gradient-histogram.js';
import { growTree } from './grow-tree.js';
import { addPredictions, leafOf } from './histogram-tree.js';
import type { TreeFeature } from './tree-feature.js';
import type { TreeOptions } from './tree-options.js';
import { treeWorkspace } from './tree-workspace.js';

const random = createRandomSource(3);
const ROWS = 300;
const uniform = (name: string, row: number): number => random.child(name).uniform(row);

/** Numbers of few values, a sixth of them missing, and categories of which some are missing and some are rare. */
const features: readonly TreeFeature[] = [
  {
    kind: 'number',
    values: Float64Array.from({ length: ROWS }, (_, row) =>
      uniform('gone', row) < 1 / 6 ? Number.NaN : Math.floor(12 * uniform('number', row)),
    ),
  },
  {
    kind: 'category',
    codes: Int32Array.from({ length: ROWS }, (_, row) => Math.floor(8 * uniform('code', row) ** 2) - 1),
    size: 8,
  },
  { kind: 'number', values: Float64Array.from({ length: ROWS }, (_, row) => uniform('more', row)) },
];

const gradients: Gradients = {
  gradients: Float32Array.from({ length: ROWS }, (_, row) => {
    const value = (features[0] as { values: Float64Array }).values[row]!;
    const code = (features[1] as { codes: Int32Array }).codes[row]!;
    return (Number.isNaN(value) ? 1 : Math.sin(value)) + (code % 3) + uniform('noise', row) - 2;
  }),
  hessians: Float32Array.from({ length: ROWS }, (_, row) => 0.5 + uniform('hessian', row)),
};

const table = binTable(features, fitBins(features));
const everyRow = (): Int32Array => Int32Array.from({ length: ROWS }, (_, row) => row);
const grow = (options: TreeOptions) => growTree(table, gradients, everyRow(), options, treeWorkspace(table));

/** Sums over rows, straight from the definition. */
const sums = (rows: Iterable<number>) => {
  let [gradient, hessian, count] = [0, 0, 0];
  for (const row of rows) {
    gradient += gradients.gradients[row]!;
    hessian += gradients.hessians[row]!;
    count++;
  }
  return { gradient, hessian, count };
};

/** The highest gain of parting all rows in two, by trying every cut and every set of categories. */
const bestGain = (l2: number, minRows: number): number => {
  const score = (rows: readonly number[]) => {
    const { gradient, hessian } = sums(rows);
    return gradient ** 2 / (hessian + l2);
  };
  const rows = [...everyRow()];
  const whole = score(rows);
  let best = Number.NEGATIVE_INFINITY;
  const tryLeft = (goesLeft: (row: number) => boolean): void => {
    const left = rows.filter(goesLeft);
    const right = rows.filter((row) => !goesLeft(row));
    if (left.length >= minRows && right.length >= minRows) best = Math.max(best, score(left) + score(right) - whole);
  };
  for (const feature of features) {
    if (feature.kind === 'number') {
      for (const cut of new Set(feature.values)) {
        tryLeft((row) => feature.values[row]! <= cut);
        tryLeft((row) => !(feature.values[row]! > cut));
      }
    } else {
      for (let set = 1; set < 2 ** feature.size; set++)
        tryLeft((row) => ((set >> (feature.codes[row]! + 1)) & 1) === 1);
    }
  }
  return best;
};

describe('growTree', () => {
  it('finds the split that gains most of all there are, sets of categories included', () => {
    for (const [l2, minRows] of [
      [0, 1],
      [2, 20],
    ] as const) {
      const options = { maxLeaves: 2, l2, minRows, minCategoryRows: 0, categorySmoothing: l2 };
      const { tree } = grow(options);
      expect(tree.gain[0]! / bestGain(l2, minRows)).toBeCloseTo(1, 12);
    }
  });

  it('gives each leaf the Newton step of its rows, and each row its leaf', () => {
    const { tree, rows, leaves } = grow({ l2: 0.1, minRows: 5 });
    expect(leaves.length).toBe(31);
    const seen = new Set<number>();
    for (const { node, start, end } of leaves) {
      const own = [...rows.subarray(start, end)];
      const { gradient, hessian, count } = sums(own);
      expect(tree.value[node]).toBeCloseTo(-gradient / (hessian + 0.1), 12);
      expect(tree.rows[node]).toBe(count);
      expect(count).toBeGreaterThanOrEqual(5);
      for (const row of own) {
        expect(leafOf(tree, table.columns, row)).toBe(node);
        seen.add(row);
      }
    }
    expect(seen.size).toBe(ROWS);
    const predicted = new Float64Array(ROWS);
    addPredictions(tree, table, 0.5, predicted);
    expect(predicted[7]).toBe(0.5 * tree.value[leafOf(tree, table.columns, 7)]!);
  });

  it('keeps to its limits', () => {
    const depthOf = (tree: ReturnType<typeof grow>['tree'], node = 0): number =>
      tree.feature[node]! < 0 ? 0 : 1 + Math.max(depthOf(tree, tree.left[node]!), depthOf(tree, tree.right[node]!));
    expect(depthOf(grow({ maxDepth: 3, minRows: 1 }).tree)).toBe(3);
    expect(grow({ maxLeaves: 5 }).leaves.length).toBe(5);
    expect(grow({ maxLeaves: 1 }).leaves).toEqual([{ node: 0, start: 0, end: ROWS }]);
    expect(grow({ minRows: ROWS }).leaves.length).toBe(1);
    expect(grow({ minGain: 1e9 }).leaves.length).toBe(1);
    const free = grow({ maxLeaves: Number.POSITIVE_INFINITY, minRows: 20 });
    for (const { start, end } of free.leaves) expect(end - start).toBeGreaterThanOrEqual(20);
    expect(free.leaves.length).toBe(grow({ maxLeaves: 1000, minRows: 20 }).leaves.length);
  });

  it('refuses options that mean nothing', () => {
    const refusal = expect.objectContaining({ code: 'CVD_DOMAIN' });
    for (const options of [{ l2: -1 }, { maxLeaves: 0 }, { minRows: Number.NaN }, { minRows: 0 }])
      expect(() => grow(options)).toThrow(refusal);
  });

  it('grows the same tree of the same rows in another order', () => {
    const backwards = growTree(table, gradients, everyRow().reverse(), {}, treeWorkspace(table));
    expect(backwards.tree).toEqual(grow({}).tree);
  });

  it('grows on some of the rows, and leaves the others alone', () => {
    const odd = everyRow().filter((row) => row % 2 === 1);
    const { tree, rows } = growTree(table, gradients, odd, {}, treeWorkspace(table));
    expect([...rows].every((row) => row % 2 === 1)).toBe(true);
    expect(tree.rows[0]).toBe(ROWS / 2);
  });
});

describe('a histogram', () => {
  it('of a parent less one child is that of the other, exactly', () => {
    const of = (rows: Int32Array) => {
      const out = new Float64Array(3 * table.slots);
      histogramInto(out, table, gradients, rows, 0, rows.length, histogramWorkspace(ROWS));
      return out;
    };
    const left = everyRow().filter((row) => uniform('side', row) < 0.3);
    const right = everyRow().filter((row) => uniform('side', row) >= 0.3);
    expect(subtractHistogram(of(everyRow()), of(left))).toEqual(of(right));
  });
});
