import { log, type RandomSource, type SpanTable } from '@cvd/core';
import { type CategoryPicker, categoryPicker } from '../data/category-picker.js';
import type { ConditionColumn, ConditionLayout } from '../data/condition-layout.js';
import { type RowsByCategory, rowsByCategory } from '../data/rows-by-category.js';

/** Conditions of a batch, by row. */
export interface ConditionBatch {
  /** Index of the column among the condition layout's. */
  readonly columns: Int32Array;
  readonly codes: Int32Array;
}

/**
 * Training by sampling (arXiv 1907.00503, section 4.3): each row asks for a category of a column drawn evenly, by the logarithm
 * of its frequency, so that rare categories are learned too; real rows come from those that have what is asked for.
 * Every draw is a function of the seed and its number.
 */
export interface TrainingSampler {
  /** Fills a batch's conditions. @param draw - number of the draw; generator and critic count their own */
  conditions(out: ConditionBatch, kind: 'critic' | 'generator', draw: number): void;
  /**
   * Real rows for a batch's conditions in another order, so that the critic meets packs of other rows.
   * @param asked - gets the conditions the rows were drawn for, in their order; unused without discrete columns
   */
  realRows(out: Int32Array, asked: ConditionBatch, conditions: ConditionBatch, draw: number): void;
}

interface Column extends ConditionColumn {
  readonly picker: CategoryPicker;
  readonly byCategory: RowsByCategory;
}

/** @param counts - rows of each category, by place in the condition vector */
export const trainingSampler = (
  layout: ConditionLayout,
  counts: Float64Array,
  { rows, choices }: SpanTable,
  logFrequency: boolean,
  random: RandomSource,
): TrainingSampler => {
  const columns = layout.columns.map((column): Column => {
    const { place, cardinality, choice } = column;
    const weights = counts.subarray(place, place + cardinality);
    return {
      ...column,
      picker: categoryPicker(logFrequency ? weights.map((count) => log(count + 1)) : weights),
      byCategory: rowsByCategory(choices[choice]!, cardinality),
    };
  });
  const sources = {
    critic: random.child('critic-conditions'),
    generator: random.child('generator-conditions'),
    real: random.child('real-rows'),
  };
  let uniforms = new Float64Array(0);
  const draws = (source: RandomSource, count: number, draw: number): Float64Array => {
    if (uniforms.length !== count) uniforms = new Float64Array(count);
    source.uniformsInto(uniforms, draw);
    return uniforms;
  };

  return {
    conditions: (out, kind, draw) => {
      const u = draws(sources[kind], 2 * out.columns.length, draw);
      for (let r = 0; r < out.columns.length; r++) {
        const c = Math.floor(u[2 * r]! * columns.length);
        out.columns[r] = c;
        out.codes[r] = columns[c]!.picker.pick(u[2 * r + 1]!);
      }
    },
    realRows: (out, asked, conditions, draw) => {
      const n = out.length;
      const u = draws(sources.real, 2 * n, draw);
      if (columns.length === 0) {
        for (let r = 0; r < n; r++) out[r] = Math.floor(u[r]! * rows);
        return;
      }
      asked.columns.set(conditions.columns);
      asked.codes.set(conditions.codes);
      // Fisher and Yates: each condition still waiting is as likely as the others.
      for (let r = 0; r < n; r++) {
        const from = r + Math.floor(u[r]! * (n - r));
        swap(asked.columns, r, from);
        swap(asked.codes, r, from);
        const { byCategory } = columns[asked.columns[r]!]!;
        const first = byCategory.starts[asked.codes[r]!]!;
        const count = byCategory.starts[asked.codes[r]! + 1]! - first;
        out[r] = byCategory.rows[first + Math.floor(u[n + r]! * count)]!;
      }
    },
  };
};

const swap = (values: Int32Array, a: number, b: number): void => {
  const value = values[a]!;
  values[a] = values[b]!;
  values[b] = value;
};

export const conditionBatch = (rows: number): ConditionBatch => ({
  columns: new Int32Array(rows),
  codes: new Int32Array(rows),
});
