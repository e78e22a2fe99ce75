import fc from 'fast-check';
import type { Column, TimestampUnit } from '../src/table/column.js';
import { type ColumnSpec, specType } from '../src/table/column-spec.js';
import { Table } from '../src/table/table.js';
import { createValueBuilder } from '../src/table/value-builder.js';

/** Text that readers and writers may stumble over, without lone surrogates, which have no UTF-8 form. */
export const arbitraryText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    ',',
    '"',
    '\n',
    '\r',
    '\r\n',
    'NA',
    'NaN',
    'null',
    'a;b',
    ' x',
    'x\t',
    '\ufeffx',
    '007',
    '-0',
    'true',
    '__proto__',
    '\u0000',
    '東京',
    '🫀',
    '{"a":1}',
  ), // one list
  fc.string({ unit: 'binary', maxLength: 8 }).map((text) => text.replace(/\p{Surrogate}/gu, '')),
);

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const unitsToYear9999: Readonly<Record<TimestampUnit, bigint>> = {
  s: 253_402_300_799n,
  ms: 253_402_300_799_999n,
  us: 253_402_300_799_999_999n,
  ns: 2n ** 63n - 1n,
};
const instants = (unit: TimestampUnit): fc.Arbitrary<bigint> =>
  fc.bigInt({ min: unit === 'ns' ? -(2n ** 63n) : -unitsToYear9999[unit], max: unitsToYear9999[unit] });

const spec: fc.Arbitrary<ColumnSpec> = fc.oneof(
  fc.constantFrom<ColumnSpec>('float64', 'int64', 'bool', 'utf8'),
  fc.record({
    type: fc.constant('timestamp' as const),
    unit: fc.constantFrom<TimestampUnit>('s', 'ms', 'us', 'ns'),
    timezone: fc.constantFrom('UTC', null),
  }),
);

const arbitraryColumn = (rows: number, spec: ColumnSpec): fc.Arbitrary<Column> => {
  const cells = <T>(value: fc.Arbitrary<T>) => fc.array(fc.option(value), { minLength: rows, maxLength: rows });
  const build = (values: readonly unknown[]): Column => {
    const builder = createValueBuilder('', spec);
    for (const value of values) builder.append(value);
    return builder.finish();
  };
  switch (specType(spec)) {
    case 'float64':
      return cells(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.constant(-0))).map(
        build,
      );
    case 'int64':
      return cells(fc.oneof(int64, fc.constant(0n))).map(build);
    case 'bool':
      return cells(fc.boolean()).map(build);
    case 'utf8':
      return cells(arbitraryText).map(build);
    case 'timestamp': {
      const { unit = 'ms', timezone = null } = spec as { unit?: TimestampUnit; timezone?: string | null };
      return cells(instants(unit)).map((values) => {
        const column = build(
          values.map((value) => (value === null ? null : timezone === null ? '1970-01-01' : new Date(0))),
        );
        return { ...column, values: BigInt64Array.from(values, (value) => value ?? 0n) } as Column;
      });
    }
  }
};

/** Tables of any column types, with missing values, odd names and odd text; names are never empty. */
export const arbitraryTable: fc.Arbitrary<Table> = fc
  .record({
    rows: fc.integer({ min: 0, max: 12 }),
    names: fc.uniqueArray(
      arbitraryText.filter((name) => name !== ''),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .chain(({ rows, names }) =>
    fc
      .tuple(...names.map(() => spec.chain((one) => arbitraryColumn(rows, one))))
      .map((columns) => new Table(columns.map((column, i) => [names[i]!, column]))),
  );

/** What a table holds, as plain values: names, types with unit and zone, cells. */
export const contentOf = (table: Table) => ({
  names: table.names,
  types: table.columns.map((column) =>
    column.type === 'timestamp' ? [column.type, column.unit, column.timezone] : [column.type],
  ),
  rows: [...table.toRows()].map((row) => Object.values(row)),
});
