import { describe, expect, it } from 'vitest';
import { tableFromColumns } from '../table/table-from-columns.js';
import { minimal } from '../testing/methods/minimal.js';

describe('sample', () => {
  it('refuses rows that a key cannot give before any is made', async () => {
    const table = tableFromColumns({
      id: Array.from({ length: 50 }, (_, i) => `K${i + 10}`),
      x: Array.from({ length: 50 }, (_, i) => i),
    });
    const metadata = {
      METADATA_SPEC_VERSION: 'V1',
      tables: {
        t: {
          primary_key: 'id',
          columns: { id: { sdtype: 'id', regex_format: 'K[0-9]{2}' }, x: { sdtype: 'numerical' } },
        },
      },
    } as const;
    const model = minimal.create({ seed: 1 });
    await model.fit(table, { metadata, execution: 'inline' });
    expect((await model.sample(100).toTable()).rows).toBe(100);
    for (const ask of [() => model.sample(101), () => model.sample(1, { start: 100 })]) {
      expect(ask).toThrow(expect.objectContaining({ code: 'CVD_IDS_EXHAUSTED', column: 'id', capacity: 100 }));
    }
  });
});
