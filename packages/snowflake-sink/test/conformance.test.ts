import { sinkConformance } from '@cvd/core/testing';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { snowflakeSink } from '../src/index.js';
import { readLanded } from './support/landed-rows.js';
import { openTarget, type TestTarget, tablePrefix } from './support/target.js';

describe.each(['merge', 'insert-not-exists'] as const)('%s', (writeMode) => {
  let target: TestTarget;
  const nameOf = (check: string): string => {
    const name = `${tablePrefix}${writeMode}_${check}`;
    target.tableSql(name); // dropped in the end
    return name;
  };
  beforeAll(async () => {
    target = await openTarget();
  });
  afterAll(() => target.close());

  sinkConformance({
    runner: { describe, it },
    create: (check) => snowflakeSink({ ...target.options, table: nameOf(check), writeMode }),
    read: (check) => readLanded(target.reader, target.tableSql(nameOf(check))),
  });
});
