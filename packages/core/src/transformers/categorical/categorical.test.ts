import { describe, expect, it } from 'vitest';
import type { ColumnMetadata } from '../../metadata/metadata.js';
import { createRandomSource } from '../../random/counter-random.js';
import type { CategoriesNotKept, Warning } from '../../synthesizer/fit-report.js';
import { cellAt } from '../../table/cell.js';
import { columnFrom } from '../../table/table-from-columns.js';
import { categorical } from './categorical.js';

const fit = (values: readonly (string | number | null)[], rareBelow = 5, metadata: Partial<ColumnMetadata> = {}) => {
  const notKept: CategoriesNotKept[] = [];
  const warnings: Warning[] = [];
  const column = columnFrom('c', values);
  const fitting = categorical.start({
    column: 'c',
    metadata: { sdtype: 'categorical', ...metadata },
    unique: false,
    settings: { rareBelow, trimExtremes: true, locale: 'en_US' },
    random: createRandomSource(4).child('c'),
    warn: (warning) => warnings.push(warning),
    clip: () => {},
    categoriesNotKept: (entry) => notKept.push(entry),
  });
  fitting.add(column);
  return { fitted: fitting.finish(), column, notKept, warnings };
};

describe('categorical', () => {
  it('gives codes in order of first appearance, and the last one to missing values', () => {
    const { fitted, column } = fit(['b', 'a', null, 'b', 'c'], 0);
    expect(fitted.specs).toEqual([
      { kind: 'discrete', name: 'c', source: 'c', cardinality: 4, ordered: false, role: 'category', missingCode: 3 },
    ]);
    expect(fitted.encode(column, 0)).toEqual([Int32Array.of(0, 1, 3, 0, 2)]);
  });

  it('takes the order of the metadata', () => {
    const values = ['10', '9', '100', '9'];
    const codes = (metadata: Partial<ColumnMetadata>) => {
      const { fitted, column } = fit(values, 0, metadata);
      expect(fitted.specs[0]).toMatchObject({ ordered: true });
      return [...(fitted.encode(column, 0)[0] as Int32Array)];
    };
    expect(codes({ order: ['100', '9', '10'] })).toEqual([2, 1, 0, 1]);
    expect(codes({ order_by: 'alphabetical' })).toEqual([0, 2, 1, 2]);
    expect(codes({ order_by: 'numerical_value' })).toEqual([1, 0, 2, 0]);
  });

  it('warns of categories that the order does not name', () => {
    const { fitted, warnings } = fit(['x', 'low', 'high'], 0, { order: ['low', 'high'] });
    expect(fitted.held().values).toEqual(['low', 'high', 'x']);
    expect(warnings).toMatchObject([{ code: 'categories-outside-order', column: 'c' }]);
  });

  it('replaces rare categories by the others in proportion, and reports them', () => {
    const rows = 40_000;
    // Half of the rows hold a value seen once; of the others 3 in 4 hold "a". No value is most of the column's own.
    const values = Array.from({ length: rows }, (_, i) => (i % 2 ? (i % 8 === 7 ? 'b' : 'a') : `rare ${i}`));
    const { fitted, column, notKept } = fit([...values, ...Array.from({ length: 200 }, () => 'a')]);
    expect(notKept).toEqual([{ column: 'c', categories: rows / 2, rows: rows / 2, share: rows / 2 / (rows + 200) }]);
    expect(fitted.held()).toMatchObject({ categories: 2 });
    const codes = fitted.encode(column, 0)[0] as Int32Array;
    let replaced = 0;
    for (let i = 0; i < rows; i += 2) replaced += codes[i] === 1 ? 1 : 0;
    const share = 5000 / 20_200;
    // Binomial: 5 standard errors.
    expect(Math.abs(replaced / (rows / 2) - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / (rows / 2)));
    for (let i = 1; i < rows; i += 2) expect(codes[i]).toBe(values[i] === 'a' ? 0 : 1);
  });

  it('keeps all categories with rareBelow 0, and rare numbers always', () => {
    expect(fit(['a', 'b', 'c'], 0).fitted.held()).toMatchObject({ categories: 3 });
    expect(fit([1, 2, 3, 3]).fitted.held()).toMatchObject({ categories: 3 });
  });

  it('generates text by its pattern where no category would be kept', () => {
    const { fitted, warnings, notKept } = fit(['Anna Meyer', 'Otto Braun', 'Ida Lang']);
    expect(fitted.name).toBe('pattern');
    expect(warnings).toMatchObject([
      { code: 'no-category-kept', message: expect.stringContaining('set rareBelow to 0') },
    ]);
    expect(notKept).toMatchObject([{ categories: 3, rows: 3, share: 1 }]);
  });

  it('models text of which half is distinct, and none of which more is', () => {
    const half = Array.from({ length: 200 }, (_, i) => `v${i % 100}`);
    expect(fit(half, 0).fitted.name).toBe('categorical');
    expect(fit([...half.slice(0, 199), 'another'], 0).fitted.name).toBe('pattern');
    // Fewer than 100 values say too little.
    expect(
      fit(
        Array.from({ length: 99 }, (_, i) => `v${i}`),
        0,
      ).fitted.name,
    ).toBe('categorical');
  });

  it('stops counting texts that cannot be categories', () => {
    const { fitted, warnings } = fit(
      Array.from({ length: 230_000 }, (_, i) => `text ${i % 110_000}`),
      0,
    );
    expect(fitted.name).toBe('pattern');
    expect(warnings).toMatchObject([{ code: 'text-not-modelled' }]);
    expect(() => fit(Array.from({ length: 230_000 }, (_, i) => i % 110_000))).toThrow(
      /more than 100000 different values/,
    );
  });

  it('names known categories where a condition asks for an unknown one', () => {
    const { fitted } = fit(['Yes', 'No', 'No'], 0);
    expect(() => fitted.constrain([{ column: 'c', op: '=', value: 'Maybe' }])).toThrow(/its values are "Yes", "No"/);
  });

  it('says where conditions contradict each other', () => {
    const { fitted } = fit(['Yes', 'No', 'No'], 0);
    const both = (one: string, other: string) => () =>
      fitted.constrain([
        { column: 'c', op: '=', value: one },
        { column: 'c', op: 'in', values: [other] },
      ]);
    expect(both('Yes', 'No')).toThrow(
      /contradict each other, since no value is = "Yes" and in \("No"\); its values are/,
    );
    expect(both('Yes', 'Maybe')).toThrow(/: its values are "Yes", "No"/);
  });

  it.each([9, 3, 2])('is a constant where one value is all there is, in %d rows too', (rows) => {
    const { fitted, column, notKept, warnings } = fit(Array.from({ length: rows }, () => 'kg'));
    expect([notKept, warnings]).toEqual([[], []]);
    expect(fitted).toMatchObject({ name: 'constant', specs: [] });
    expect(fitted.encode(column, 0)).toEqual([]);
    expect(cellAt(fitted.decode([], Float64Array.of(5), createRandomSource(1)), 0)).toBe('kg');
  });

  it('keeps no text of a single row', () => {
    expect(fit(['Wilhelmina']).fitted.name).toBe('pattern');
  });

  it('is none where a rare value is all there is beside missing ones, since that tells rows apart', () => {
    expect(fit(['kg', null, 'kg', null]).fitted.name).toBe('pattern');
    expect(fit(['kg', null, 'kg', 'kg', 'kg', 'kg']).fitted.held()).toEqual({ categories: 1, values: ['kg'] });
  });
});
