import { readFileSync, writeFileSync } from 'node:fs';
import * as arrow from 'apache-arrow';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from '../table/column.js';
import { Table } from '../table/table.js';
import { columnFrom, tableFromColumns } from '../table/table-from-columns.js';
import { fromArrowIpc, readArrowStream, tableFromArrow } from './from-arrow.js';
import { tableToArrow, toArrowIpc } from './to-arrow.js';
import { writeArrowStream } from './write-arrow-stream.js';

const fixture = (name: string): URL => new URL(`./fixtures/${name}`, import.meta.url);
const read = (name: string): Uint8Array => readFileSync(fixture(name));
const types = (table: Table) => Object.fromEntries(table.names.map((name) => [name, table.column(name).type]));
const rows = (table: Table) => [...table.toRows()];

const collect = async (chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
};
async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

describe('a file that pyarrow wrote', () => {
  const table = fromArrowIpc(read('pyarrow.arrow'));

  it('has the values that went in', () => {
    expect(rows(table)).toEqual([
      {
        f64: 1.5,
        f32: 0.5,
        i8: -128,
        u32: 0,
        i64: -(2n ** 63n),
        u64: 0n,
        bool: true,
        text: 'a',
        large: 'b',
        view: 'short',
        dict8: 'x',
        dict32: 'x',
        us: '2020-01-31T10:00:00.123456',
        zoned: '2020-01-31T10:00:00.000Z',
        ns: '1970-01-01T00:00:00.000000001',
        date32: '2020-01-31T00:00:00',
        date64: '2020-01-31T00:00:00.000',
        decimal: 12.34,
        decimal256: 12.34,
        null: null,
      },
      Object.fromEntries(table.names.map((name) => [name, null])),
      {
        f64: null,
        f32: -2.25,
        i8: 127,
        u32: 4294967295,
        i64: 2n ** 63n - 1n,
        u64: 2n ** 63n - 1n,
        bool: false,
        text: 'żółw ☃',
        large: '',
        view: 'longer than twelve bytes',
        dict8: 'y',
        dict32: 'y',
        us: '1066-10-14T00:00:00.000000',
        zoned: '1969-12-31T00:00:00.000Z',
        ns: '1969-12-31T23:59:59.999999999',
        date32: '1066-10-14T00:00:00',
        date64: '1066-10-14T00:00:00.000',
        decimal: -0.05,
        decimal256: -5,
        null: null,
      },
    ]);
  });

  it('has the types that the guide names', () => {
    expect(types(table)).toMatchObject({
      f32: 'float64',
      u32: 'float64',
      i64: 'int64',
      u64: 'int64',
      decimal: 'float64',
      null: 'float64',
      date32: 'timestamp',
    });
    expect(table.column('zoned')).toMatchObject({ unit: 'ms', timezone: 'Europe/Berlin' });
    expect(table.column('us')).toMatchObject({ unit: 'us', timezone: null });
  });

  it('holds 0 where a value is missing', () => {
    for (const column of table.columns) {
      if (column.type === 'utf8') expect(column.codes[1]).toBe(0);
      else if (column.type !== 'bool') expect(Number(column.values[1])).toBe(0);
    }
  });

  it('joins batches that have dictionaries of their own and end within a byte', async () => {
    const expected = [
      ['a', true],
      ['b', null],
      [null, false],
      ['b', false],
      ['c', true],
      ['c', null],
      [null, true],
      ['a', true],
      ['a', false],
    ].map(([k, b]) => ({ k, b }));
    const bytes = read('pyarrow-batches.arrows');
    expect(rows(fromArrowIpc(bytes))).toEqual(expected);
    const batches: Table[] = [];
    for await (const batch of readArrowStream(inPieces(bytes, 100))) batches.push(batch);
    expect(batches.map(({ rows: count }) => count)).toEqual([3, 2, 4]);
    expect(batches.flatMap(rows)).toEqual(expected);
  });

  it('of an unsupported type is refused by name and type', () => {
    expect(() => fromArrowIpc(read('pyarrow-list.arrow'))).toThrow(
      expect.objectContaining({
        code: 'CVD_ARROW_TYPE',
        column: 'tags',
        message: expect.stringContaining('List<Utf8>'),
      }),
    );
  });
});

const ours = tableFromColumns(
  {
    number: [1.5, null, -0.25],
    big: [2n ** 62n, null, -1n],
    truth: [true, null, false],
    text: ['a', null, 'żółw ☃'],
    instant: ['2020-01-31T10:00:00.123Z', null, '1066-10-14T00:00:00Z'],
    wall: ['2020-01-31T10:00:00.123456', null, '1066-10-14T00:00:00'],
    whole: Float64Array.of(1, 2, 3),
  },
  {
    instant: { type: 'timestamp', unit: 'ms', timezone: 'UTC' },
    wall: { type: 'timestamp', unit: 'us', timezone: null },
  },
);

describe('bytes that are no Arrow', () => {
  const good = read('pyarrow.arrow');
  const stream = read('pyarrow-batches.arrows');
  it.each([
    ['text', new TextEncoder().encode('a,b\n1,2\n')],
    ['nothing', new Uint8Array()],
    ['a file cut off', good.subarray(0, 3000)],
    ['the beginning of a file', good.subarray(0, 8)],
    ['a stream cut off', stream.subarray(0, 900)],
  ])('are refused: %s', async (_, bytes) => {
    expect(() => fromArrowIpc(bytes)).toThrow(expect.objectContaining({ code: 'CVD_ARROW_FORMAT' }));
    const drained = (async () => {
      for await (const _ of readArrowStream(inPieces(bytes, 1000)));
    })();
    await expect(drained).rejects.toMatchObject({ code: 'CVD_ARROW_FORMAT' });
  });

  it('are told from a stream without rows', async () => {
    const bytes = await collect(writeArrowStream([ours.slice(0, 0)], { format: 'stream' }));
    const first = await readArrowStream(inPieces(bytes, 1000)).next();
    expect((first.value as Table).names).toEqual(ours.names);
    expect((first.value as Table).rows).toBe(0);
  });
});

describe('what we write', () => {
  it('is read by pyarrow as it was', async () => {
    const written = {
      'ours.arrow': toArrowIpc(ours),
      'ours.arrows': await collect(writeArrowStream(ours.batches(2), { format: 'stream' })),
    };
    const found = JSON.parse(readFileSync(fixture('ours-as-pyarrow-reads-it.json'), 'utf8'));
    for (const [name, bytes] of Object.entries(written)) {
      if (process.env.UPDATE_ARROW_FIXTURES) {
        writeFileSync(fixture(name), bytes);
        continue;
      }
      expect(Buffer.from(bytes).equals(read(name))).toBe(true);
      expect(found[name].types).toEqual({
        number: 'double',
        big: 'int64',
        truth: 'bool',
        text: name === 'ours.arrow' ? 'dictionary<values=string, indices=int32, ordered=0>' : 'string',
        instant: 'timestamp[ms, tz=UTC]',
        wall: 'timestamp[us]',
        whole: 'double',
      });
      expect(found[name].rows).toEqual([
        {
          number: 1.5,
          big: Number(2n ** 62n),
          truth: true,
          text: 'a',
          instant: '2020-01-31T10:00:00.123000+00:00',
          wall: '2020-01-31T10:00:00.123456',
          whole: 1,
        },
        { number: null, big: null, truth: null, text: null, instant: null, wall: null, whole: 2 },
        {
          number: -0.25,
          big: -1,
          truth: false,
          text: 'żółw ☃',
          instant: '1066-10-14T00:00:00+00:00',
          wall: '1066-10-14T00:00:00',
          whole: 3,
        },
      ]);
    }
  });

  it('shares memory both ways where the layouts are the same', () => {
    const back = tableFromArrow(tableToArrow(ours));
    for (const [i, column] of ours.columns.entries()) {
      const other = back.columns[i]!;
      const memory = (c: Column) => (c.type === 'utf8' ? c.codes.buffer : c.values.buffer);
      expect(memory(other)).toBe(memory(column));
      expect(other.validity?.buffer).toBe(column.validity?.buffer);
    }
  });
});

const column = (length: number): fc.Arbitrary<Column> => {
  const make = <T>(values: fc.Arbitrary<T>, spec: Parameters<typeof columnFrom>[2]) =>
    fc.array(fc.option(values), { minLength: length, maxLength: length }).map((cells) => columnFrom('x', cells, spec));
  const time = fc.date({
    noInvalidDate: true,
    min: new Date('0000-01-01T00:00:00Z'),
    max: new Date('9999-12-31T00:00:00Z'),
  });
  return fc.oneof(
    make(fc.double({ noNaN: true }), 'float64'),
    make(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), 'int64'),
    make(fc.boolean(), 'bool'),
    make(fc.oneof(fc.constantFrom('a', 'b', ''), fc.string({ unit: 'grapheme' })), 'utf8'),
    make(time, { type: 'timestamp', unit: 'ms', timezone: 'UTC' }),
    make(
      time.map((date) => date.toISOString().slice(0, 19)),
      { type: 'timestamp', unit: 's', timezone: null },
    ),
  );
};
const table = fc
  .integer({ min: 0, max: 40 })
  .chain((length) =>
    fc.uniqueArray(fc.tuple(fc.string({ minLength: 1 }), column(length)), { selector: ([name]) => name, maxLength: 5 }),
  )
  .map((columns) => new Table(columns));

const same = (a: Table, b: Table): void => {
  expect(b.names).toEqual(a.names);
  expect(b.columns.map(({ type, length }) => [type, length])).toEqual(
    a.columns.map(({ type, length }) => [type, length]),
  );
  for (const name of a.names)
    for (let row = 0; row < a.rows; row++)
      if (!Object.is(b.at(row, name), a.at(row, name)))
        expect([name, row, b.at(row, name)]).toEqual([name, row, a.at(row, name)]);
};

describe('any table', () => {
  it('comes back the same, as objects and as bytes, with text in either form', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom('dictionary' as const, 'utf8' as const),
        fc.constantFrom('file' as const, 'stream' as const),
        (given, text, format) => {
          same(given, tableFromArrow(tableToArrow(given, { text })));
          if (given.names.length > 0) same(given, fromArrowIpc(toArrowIpc(given, { text, format })));
        },
      ),
    );
  });

  it('comes back the same from slices at any row, on either side', () => {
    fc.assert(
      fc.property(table, fc.nat(40), fc.nat(40), (given, a, b) => {
        const [start, end] = a < b ? [a, b] : [b, a];
        same(given.slice(start, end), tableFromArrow(tableToArrow(given.slice(start, end))));
        if (given.names.length === 0) return;
        const whole = tableToArrow(given);
        same(
          given.slice(start, end),
          tableFromArrow(whole.slice(Math.min(start, given.rows), Math.min(end, given.rows))),
        );
      }),
    );
  });

  it('comes back the same from a stream of its batches', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('file' as const, 'stream' as const),
        async (given, size, format) => {
          if (given.names.length === 0 || given.rows === 0) return;
          const bytes = await collect(writeArrowStream(given.batches(size), { format }));
          same(given, fromArrowIpc(bytes));
          const shared = await collect(writeArrowStream(given.batches(size), { format, text: 'dictionary' }));
          same(given, fromArrowIpc(shared));
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('tableFromArrow', () => {
  const of = (vector: arrow.Vector) => tableFromArrow(new arrow.Table({ x: vector }));

  it('takes NaN for missing and leaves the given memory as it was', () => {
    const values = Float64Array.of(1, Number.NaN, 3);
    const found = of(
      new arrow.Vector([arrow.makeData({ type: new arrow.Float64(), data: values, length: 3, nullCount: 0 })]),
    );
    expect(rows(found)).toEqual([{ x: 1 }, { x: null }, { x: 3 }]);
    expect(found.columns[0]).toMatchObject({ values: Float64Array.of(1, 0, 3) });
    expect(values[1]).toBeNaN();
  });

  it('rebuilds dictionaries that repeat a text or hold nulls', () => {
    const dictionary = arrow.vectorFromArray(['a', 'b', null, 'a'], new arrow.Utf8());
    const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32());
    const found = of(
      new arrow.Vector([
        arrow.makeData({ type, data: Int32Array.of(0, 3, 2, 1), dictionary, length: 4, nullCount: 0 }),
      ]),
    );
    expect(rows(found).map(({ x }) => x)).toEqual(['a', 'a', null, 'b']);
    expect(found.columns[0]).toMatchObject({ dictionary: ['a', 'b'], codes: Int32Array.of(0, 0, 0, 1) });
  });

  it('refuses what does not fit, naming the column', () => {
    expect(() => of(arrow.vectorFromArray([2n ** 64n - 1n], new arrow.Uint64()))).toThrow(
      expect.objectContaining({ code: 'CVD_INVALID_VALUE', column: 'x', row: 0 }),
    );
    for (const vector of [
      arrow.vectorFromArray([1n], new arrow.TimeMicrosecond()),
      arrow.vectorFromArray([new Uint8Array(1)], new arrow.Binary()),
      arrow.vectorFromArray([1.5, 2.5], new arrow.Dictionary(new arrow.Float64(), new arrow.Int32())),
    ])
      expect(() => of(vector)).toThrow(expect.objectContaining({ code: 'CVD_ARROW_TYPE', column: 'x' }));
    const broken = arrow.makeData({
      type: new arrow.Utf8(),
      data: Uint8Array.of(0xff),
      valueOffsets: Int32Array.of(0, 1),
      length: 1,
      nullCount: 0,
    });
    expect(() => of(new arrow.Vector([broken]))).toThrow(
      expect.objectContaining({ code: 'CVD_INVALID_VALUE', column: 'x' }),
    );
  });
});

describe('writeArrowStream', () => {
  it('writes a good file of no tables', async () => {
    expect(fromArrowIpc(await collect(writeArrowStream([]))).names).toEqual([]);
  });

  it('refuses a column without a name, which would come back as null', async () => {
    const nameless = tableFromColumns({ '': [1] });
    await expect(collect(writeArrowStream([nameless]))).rejects.toMatchObject({ code: 'CVD_INVALID_COLUMN' });
    expect(() => toArrowIpc(nameless)).toThrow(expect.objectContaining({ code: 'CVD_INVALID_COLUMN' }));
    expect(tableFromArrow(tableToArrow(nameless)).names).toEqual(['']);
  });

  it('refuses tables that differ', async () => {
    const a = tableFromColumns({ x: ['a'] });
    for (const other of [
      tableFromColumns({ y: ['a'] }),
      tableFromColumns({ x: [1] }),
      tableFromColumns({ x: ['a'], y: [1] }),
    ])
      await expect(collect(writeArrowStream([a, other]))).rejects.toMatchObject({ code: 'CVD_INVALID_COLUMN' });
    const b = tableFromColumns({ x: ['b'] });
    await expect(collect(writeArrowStream([a, b], { text: 'dictionary' }))).rejects.toMatchObject({
      code: 'CVD_INVALID_COLUMN',
    });
    const stream = await collect(writeArrowStream([a, b], { text: 'dictionary', format: 'stream' }));
    expect(rows(fromArrowIpc(stream))).toEqual([{ x: 'a' }, { x: 'b' }]);
  });

  it('yields a piece for each table before it asks for the next', async () => {
    let asked = 0;
    async function* tables(): AsyncGenerator<Table> {
      for (; asked < 1000; ) {
        asked++;
        yield ours;
      }
    }
    const pieces = writeArrowStream(tables());
    await pieces.next();
    await pieces.next();
    expect(asked).toBe(2);
    await pieces.return(undefined);
  });
});
