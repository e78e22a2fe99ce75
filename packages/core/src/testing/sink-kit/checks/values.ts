import type { Table } from '../../../table/table.js';
import { batchOf, type SinkCheck } from '../sink-check.js';
import {
  metadataOfWholeNumbersAndDays,
  tableOfNames,
  tableOfNumbers,
  tableOfTexts,
  tableOfTimes,
  tableOfWholeNumbersAndDays,
  tableWithNulls,
} from '../sink-tables.js';

const landsAsGiven = (id: string, table: () => Table): SinkCheck => ({
  id,
  async run({ opened, assertLanded }) {
    const sink = await opened();
    const batch = batchOf(table());
    await sink.write(batch);
    await sink.close();
    await assertLanded([batch]);
  },
});

export const valueChecks: readonly SinkCheck[] = [
  landsAsGiven('values/missing-values', tableWithNulls),
  landsAsGiven('values/times', tableOfTimes),
  landsAsGiven('values/floats-and-big-integers', tableOfNumbers),
  landsAsGiven('values/texts', tableOfTexts),
  landsAsGiven('values/odd-column-names', tableOfNames),
  {
    id: 'values/whole-numbers-and-days-by-metadata',
    async run({ create, assertLanded }) {
      const sink = await create();
      await sink.open({ metadata: metadataOfWholeNumbersAndDays });
      const batch = batchOf(tableOfWholeNumbersAndDays());
      await sink.write(batch);
      await sink.close();
      await assertLanded([batch]);
    },
  },
];
