import { describe, expect, it } from 'vitest';
import { tableFromColumns } from '../table/table-from-columns.js';
import { independentColumns } from '../testing/methods/baselines.js';

describe('describe() of a model', () => {
  it('lists the values that the method keeps as values of the table, each once', async () => {
    const model = independentColumns.create({ seed: 1 });
    const table = tableFromColumns({
      day: ['2024-03-01', '2024-02-29', null, '2024-03-01'],
      weight: [81.65, null, 60.5, 81.65],
      big: BigInt64Array.of(2n ** 60n, 2n ** 60n + 1n, 2n ** 60n + 3n, 2n ** 60n),
      kind: ['a', 'b', 'a', 'a'],
    });
    const columns = {
      day: { sdtype: 'datetime', datetime_format: '%Y-%m-%d' },
      weight: { sdtype: 'numerical' },
      big: { sdtype: 'numerical' },
      kind: { sdtype: 'categorical' },
    };
    await model.fit(table, {
      execution: 'inline',
      metadata: { METADATA_SPEC_VERSION: 'V1', tables: { t: { columns } } },
    });
    const held = Object.fromEntries(model.describe().columns.map((column) => [column.name, column.held]));
    expect(held.day).toMatchObject({ values: ['2024-02-29', '2024-03-01'] });
    expect(held.weight).toEqual({ bounds: [60.5, 81.65], values: [60.5, 81.65] });
    expect(held.big).toMatchObject({ values: [0n, 1n, 3n].map((more) => `${2n ** 60n + more}`) });
    expect(held.kind).toEqual({ categories: 2, values: ['a', 'b'] });
  });
});
