import { decodeModelFile } from '../../../model-file/decode-model-file.js';
import { encodeModelFile } from '../../../model-file/encode-model-file.js';
import { assert, assertThrows, type ConformanceCheck } from '../check.js';
import { assertSameRows, sampleTable } from '../rows.js';
import { mixedTable } from '../tables.js';

export const lifeCycleChecks: readonly ConformanceCheck[] = [
  {
    id: 'life-cycle/nothing-before-fit',
    async run({ create }) {
      const model = create();
      assert(model.metadata === null, 'metadata must be null before fit');
      await assertThrows('CVD_NOT_FITTED', () => model.sample(1));
      await assertThrows('CVD_NOT_FITTED', () => model.toModel());
      await assertThrows('CVD_NOT_FITTED', () => model.describe());
    },
  },
  {
    id: 'life-cycle/fit-reports',
    async run({ create }) {
      const model = create();
      const table = mixedTable(300);
      const report = await model.fit(table, { execution: 'inline' });
      assert(report.rows === 300 && report.columns === table.names.length, 'the report must count rows and columns');
      assert(report.method === model.name, 'the report must name the method');
      assert(
        JSON.stringify(JSON.parse(JSON.stringify(report))) === JSON.stringify(report),
        'the report must be plain JSON',
      );
      const described = model.describe();
      assert(
        described.rows === 300 && described.columns.length === table.names.length,
        'describe() must list all columns',
      );
    },
  },
  {
    id: 'life-cycle/refit-forgets',
    async run({ create }) {
      const [twice, once] = [create(), create()];
      await twice.fit(mixedTable(250, 1), { execution: 'inline' });
      await twice.fit(mixedTable(200, 2), { execution: 'inline' });
      await once.fit(mixedTable(200, 2), { execution: 'inline' });
      assertSameRows(await sampleTable(twice, 40), await sampleTable(once, 40), 'a second fit must equal it alone');
    },
  },
  {
    id: 'life-cycle/failed-fit-changes-nothing',
    async run({ create }) {
      const model = create();
      await model.fit(mixedTable(200), { execution: 'inline' });
      const before = await sampleTable(model, 20);
      await assertThrows('CVD_EMPTY_TABLE', () => model.fit(mixedTable(0), { execution: 'inline' }));
      assertSameRows(await sampleTable(model, 20), before, 'a failed fit must leave the model as it was');
    },
  },
  {
    id: 'life-cycle/restored-model-works',
    async run({ create, factory }) {
      const model = create();
      await model.fit(mixedTable(200), { execution: 'inline' });
      const restored = factory.restore(decodeModelFile(encodeModelFile(model.toModel())));
      assertSameRows(await sampleTable(restored, 30), await sampleTable(model, 30), 'restored model');
      await restored.fit(mixedTable(150, 3), { execution: 'inline' });
      assert((await sampleTable(restored, 5)).rows === 5, 'a restored model can be fitted again');
    },
  },
  {
    id: 'life-cycle/disposed-model-refuses',
    async run({ create }) {
      const model = create();
      await model.fit(mixedTable(200), { execution: 'inline' });
      model.dispose();
      model.dispose();
      await assertThrows('CVD_DISPOSED', () => model.sample(1));
      await assertThrows('CVD_DISPOSED', () => model.toModel());
      await assertThrows('CVD_DISPOSED', () => model.fit(mixedTable(200), { execution: 'inline' }));
    },
  },
];
