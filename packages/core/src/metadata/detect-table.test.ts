import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../csv/parse-csv.js';
import type { Table } from '../table/table.js';
import { tableFromColumns } from '../table/table-from-columns.js';
import { formatDecisions } from './detect/format-decisions.js';
import { detectSource } from './detect-source.js';
import { detectMetadata } from './detect-table.js';
import type { ColumnMetadata } from './metadata.js';
import { tableMetadata } from './table-metadata.js';

const fixture = (name: string): Table => parseCsv(readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8'));
const columnsOf = (table: Table): Readonly<Record<string, ColumnMetadata>> =>
  tableMetadata(detectMetadata(table).metadata).columns;
const one = (values: readonly unknown[], name = 'x'): ColumnMetadata =>
  columnsOf(tableFromColumns([[name, values]]))[name]!;
const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

describe('the cardiovascular file', () => {
  const columns = columnsOf(fixture('cvd-head.csv'));

  it('has 7 numerical and 12 categorical columns', () => {
    const numerical = Object.keys(columns).filter((name) => columns[name]!.sdtype === 'numerical');
    expect(numerical).toEqual([
      'Height_(cm)',
      'Weight_(kg)',
      'BMI',
      'Alcohol_Consumption',
      'Fruit_Consumption',
      'Green_Vegetables_Consumption',
      'FriedPotato_Consumption',
    ]);
    expect(Object.values(columns).filter(({ sdtype }) => sdtype === 'categorical')).toHaveLength(12);
  });

  it('has ages and health in their natural order', () => {
    expect(columns.General_Health!.order).toEqual(['Poor', 'Fair', 'Good', 'Very Good', 'Excellent']);
    const ages = columns.Age_Category!.order!;
    expect(ages[0]).toBe('18-24');
    expect(ages.at(-1)).toBe('80+');
    expect(ages).toEqual([...ages].sort());
    expect(columns.Checkup!.order).toEqual([
      'Within the past year',
      'Within the past 2 years',
      'Within the past 5 years',
      '5 or more years ago',
    ]);
    expect(columns.Sex).toEqual({ sdtype: 'categorical' });
  });

  it('has the decimals that were written', () => {
    const { decisions } = detectMetadata(fixture('cvd-head.csv'));
    const decimals = Object.fromEntries(decisions.map((decision) => [decision.column, decision.decimals]));
    expect(decimals).toMatchObject({ 'Height_(cm)': 0, 'Weight_(kg)': 2, BMI: 2, Sex: null });
  });
});

describe('Adult', () => {
  const { metadata, decisions } = detectMetadata(fixture('adult-head.csv'));
  const { columns, primary_key } = tableMetadata(metadata);

  it('has 6 numerical columns, 9 categorical ones, no id and no personal data', () => {
    const numerical = ['age', 'fnlwgt', 'education-num', 'capital-gain', 'capital-loss', 'hours-per-week'];
    for (const [name, { sdtype }] of Object.entries(columns))
      expect([name, sdtype]).toEqual([name, numerical.includes(name) ? 'numerical' : 'categorical']);
    expect(Object.keys(columns)).toHaveLength(15);
    expect(primary_key).toBeUndefined();
    expect(decisions.some(({ primaryKeyCandidate }) => primaryKeyCandidate)).toBe(false);
  });

  it('keeps the leading spaces in the order of schooling', () => {
    expect(columns.education!.order!.slice(-4)).toEqual([' Bachelors', ' Masters', ' Prof-school', ' Doctorate']);
  });
});

describe('patients', () => {
  const { metadata, decisions } = detectMetadata(fixture('patients.csv'), { tableName: 'patients' });
  const table = tableMetadata(metadata, 'patients');

  it('are found out column by column', () => {
    expect(table).toEqual({
      primary_key: 'patient_id',
      columns: {
        patient_id: { sdtype: 'id' },
        full_name: { sdtype: 'name', pii: true },
        email: { sdtype: 'email', pii: true },
        contact: { sdtype: 'phone_number', pii: true },
        device_address: { sdtype: 'ipv4_address', pii: true },
        birth_date: { sdtype: 'datetime', datetime_format: '%d/%m/%Y' },
        last_visit: { sdtype: 'datetime', datetime_format: '%Y-%m-%dT%H:%M:%S%z' },
        severity: { sdtype: 'categorical', order: ['Mild', 'Moderate', 'Severe'] },
        age_group: { sdtype: 'categorical', order: ['<18', '18-39', '40-64', '65+'] },
        sex: { sdtype: 'categorical' },
        smoker: { sdtype: 'boolean' },
        weight: { sdtype: 'numerical', computer_representation: 'Float' },
        visits: { sdtype: 'numerical', computer_representation: 'Int64' },
        ward: { sdtype: 'categorical' },
        note: { sdtype: 'unknown', pii: true },
      },
    });
  });

  it('give the reason of each decision, and no value of a person in it', () => {
    for (const { column, sdtype, reason } of decisions)
      expect(reason).toMatch(new RegExp(`^"${column}" is ${sdtype} because .*\\.$`));
    const text = formatDecisions(decisions);
    expect(text.split('\n')).toHaveLength(16);
    expect(text).not.toMatch(/@|PT-\d|\+1 555/);
    const weight = decisions.find(({ column }) => column === 'weight')!;
    expect(weight).toMatchObject({ nullable: true, decimals: 1, primaryKey: false });
    expect(weight.missingShare).toBeCloseTo(weight.missing / 150, 12);
    expect(decisions.filter(({ primaryKeyCandidate }) => primaryKeyCandidate).map(({ column }) => column)).toEqual(
      expect.arrayContaining(['patient_id', 'email']),
    );
  });
});

describe('numbers', () => {
  it('are codes of categories where few, small and close together', () => {
    expect(one(times(60, (i) => i % 4)).sdtype).toBe('categorical');
    expect(one(times(60, (i) => (i % 4) - 1)).sdtype).toBe('numerical');
    expect(one(times(60, (i) => [0, 1408, 2042][i % 3])).sdtype).toBe('numerical');
    expect(one(times(60, (i) => (i % 4) / 2)).sdtype).toBe('numerical');
    expect(one([0, 1, 0, 1]).sdtype).toBe('numerical');
  });

  it('are whole only without missing values', () => {
    expect(one(times(60, (i) => i * 7)).computer_representation).toBe('Int64');
    expect(one([...times(60, (i) => i * 7), null]).computer_representation).toBe('Float');
    expect(one(times(60, (i) => i / 8)).computer_representation).toBe('Float');
  });

  it('are no ids for being unique', () => {
    expect(one(times(500, (i) => (i * 7919) % 100_003)).sdtype).toBe('numerical');
  });
});

describe('ids', () => {
  it('are found by name, where their values rarely repeat', () => {
    expect(
      one(
        times(30, (i) => 1000 + i * 3),
        'customerID',
      ),
    ).toEqual({ sdtype: 'id' });
    expect(
      one(
        times(400, (i) => `u${i % 200}`),
        'user_id',
      ),
    ).toEqual({ sdtype: 'id' });
    expect(
      one(
        times(400, (i) => `shop ${i % 5}`),
        'shop_id',
      ).sdtype,
    ).toBe('categorical');
    expect(
      one(
        times(30, (i) => i / 4),
        'id',
      ).sdtype,
    ).toBe('numerical');
    expect(
      one(
        times(60, (i) => ['yes', 'no'][i % 2]),
        'covid',
      ).sdtype,
    ).toBe('categorical');
  });

  it('are found by value: UUIDs, unique texts of one pattern, row numbers', () => {
    const uuid = (i: number): string =>
      `${((i * 2654435761) >>> 0).toString(16).padStart(8, '0')}-1a2b-4c3d-8e9f-0123456789ab`;
    const reason = (values: readonly string[]) =>
      detectMetadata(tableFromColumns({ x: values })).decisions.map(({ sdtype, reason }) => `${sdtype}: ${reason}`)[0];
    const follows = (pattern: string) =>
      `id: "x" is id because every value is unique and follows the pattern ${pattern}.`;
    expect(one(times(40, uuid))).toEqual({ sdtype: 'id' });
    expect(reason(times(40, uuid))).toContain('its values are UUIDs');
    expect(one(times(40, (i) => `K${100 + i}.A`))).toEqual({ sdtype: 'id' });
    expect(reason(times(40, (i) => `K${100 + i}.A`))).toBe(follows('K[0-9]{3}\\.A'));
    expect(reason(times(300, (i) => `C-${String(i + 1).padStart(6, '0')}`))).toBe(follows('C-[0-9]{6}'));
    expect(reason(times(300, (i) => `C-${i + 1}`))).toBe(follows('C-[1-9][0-9]{0,2}'));
    expect(reason(times(40, (i) => uuid(i).slice(0, 13)))).toBe(follows('[0-9a-f]{8}-1a2b'));
    for (const none of [
      (i: number) => `K${100 + i} A`,
      (i: number) => `K${100 + i}${'.'.repeat(60)}A`,
      (i: number) => `${'a'.repeat(1 + i)}${i % 7}${'c'.repeat(i % 3)}`,
      (i: number) => `[0-9]${'abcdefgh'[i % 8]!.repeat(1 + (i >> 3))}`,
    ])
      expect(one(times(40, none)).sdtype).not.toBe('id');
    expect(
      one(
        times(40, (i) => i),
        'Unnamed: 0',
      ).sdtype,
    ).toBe('id');
    expect(
      one(
        times(40, (i) => i),
        'distance',
      ).sdtype,
    ).toBe('numerical');
  });

  it('become the key only where unique and never missing', () => {
    const ids = times(30, (i) => `a${10 + i}`);
    const key = (columns: Record<string, readonly unknown[]>) =>
      tableMetadata(detectMetadata(tableFromColumns(columns)).metadata).primary_key;
    expect(key({ v: times(30, (i) => i / 3), id: ids })).toBe('id');
    expect(key({ id: [...ids.slice(1), null] })).toBeUndefined();
    expect(key({ id: [...ids.slice(1), 'a11'] })).toBeUndefined();
    expect(key({ email: times(30, (i) => `u${i}@example.org`) })).toBe('email');
    expect(key({ email: times(30, (i) => `u${i}@example.org`), id: ids })).toBe('id');
  });
});

describe('personal data', () => {
  it.each([
    ['ipv6_address', ['2001:db8::1', 'fe80::1ff:fe23:4567:890a', '::1']],
    ['mac_address', ['00:1b:44:11:3a:b7', '00-1B-44-11-3A-B8']],
    ['iban', ['DE89 3704 0044 0532 0130 00', 'GB82WEST12345698765432']],
    [
      'credit_card_number',
      ['4111111111111111', '5500-0000-0000-0004', '4012 8888 8888 1881', '378282246310005', '6011111111111117'],
    ],
    ['ssn', ['123-45-6789', '078-05-1120']],
    ['phone_number', ['(555) 123-4567', '+44 20 7946 0958', '555-123-4567 x12']],
    ['user_agent_string', ['Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101']],
    ['address', times(6, (i) => `${i + 3} Long Street, Springfield`)],
    ['url', times(20, (i) => `https://example.org/${i}`)],
    [
      'name',
      times(
        20,
        (i) => `${['Mary', 'James', 'Xu', 'Zoltan'][i % 4]} ${['Stone', 'Marsh', 'Quinn', 'Adler', 'Weber'][i % 5]}`,
      ),
    ],
  ])('%s is found by its values', (sdtype, values) => {
    expect(one(values)).toEqual({ sdtype, pii: true });
  });

  it.each([
    ['phone_number', 'Mobile', [4915112345678, 4915112345679]],
    ['ssn', 'SSN', [123456789, 987654321]],
    ['postcode', 'zipCode', [90210, 10115]],
    ['postcode', 'Postal code', ['SW1A 1AA', 'K1A 0B1']],
    ['first_name', 'First Name', ['Ada', 'Jean-Luc']],
    ['last_name', 'surname', ['O’Neill', 'Ångström']],
    ['name', 'patient_name', ['Ada Lovelace', 'Jean-Luc Picard']],
    ['city', 'City', ['Berlin', 'São Paulo']],
    ['address', 'home_address', ['Unter den Linden 1', 'Rua Augusta 2']],
    ['email', 'E-Mail', ['anna@localhost', 'b@c']],
    ['ipv4_address', 'ip', ['10.0.0.1', '300.1.1.1']],
    ['license_plate', 'license_plate', ['B-XY 123', 'M-AB 9']],
    ['credit_card_number', 'card_number', ['1234 5678 9012 3456', '1111 2222 3333 4444']],
  ])('%s is found by the name %s', (sdtype, name, values) => {
    expect(one(values, name)).toEqual({ sdtype, pii: true });
  });

  it.each([
    ['email_opt_in', ['yes', 'no']],
    ['phone_type', ['ios', 'android']],
    ['mac', ['big', 'cheese']],
    ['product_name', ['chair', 'table']],
    ['city_size', ['small', 'large']],
    ['mobile', ['yes', 'no']],
    ['version', ['1.2.3', '1.2.4']],
    ['score', ['70-74', '75-79']],
  ])('%s is none by its name alone', (name, values) => {
    expect(
      one(
        times(40, (i) => values[i % 2]),
        name,
      ).sdtype,
    ).toBe('categorical');
  });
});

describe('dates', () => {
  it.each([
    ['%Y-%m-%d', ['2020-01-31', '1066-10-14']],
    ['%Y-%m-%d %H:%M:%S', ['2020-01-31 10:00:00', '2020-02-01 00:00:00']],
    ['%Y-%m-%dT%H:%M:%S.%f', ['2020-01-31T10:00:00.123', '2020-02-01T00:00:00.000001']],
    ['%Y-%m-%dT%H:%M:%S%z', ['2020-01-31T10:00:00Z', '2020-02-01T00:00:00+05:30']],
    ['%d/%m/%Y', ['01/02/2020', '13/02/2020']],
    ['%m/%d/%Y', ['01/02/2020', '02/13/2020']],
    ['%d.%m.%Y', ['1.2.2020', '3.12.2020']],
    ['%d-%b-%y', ['01-Feb-20', '13-MAR-21']],
    ['%B %d, %Y', ['January 5, 2020', 'March 12, 2021']],
    ['%m/%d/%Y %I:%M %p', ['1/31/2020 10:05 AM', '2/1/2020 11:00 PM']],
    ['%a, %d %b %Y %H:%M:%S %z', ['Thu, 04 Mar 2021 05:06:07 +0000', 'Fri, 05 Mar 2021 05:06:07 +0100']],
  ])('are read by %s', (pattern, values) => {
    expect(one(values)).toEqual({ sdtype: 'datetime', datetime_format: pattern });
  });

  it('are told apart by all values, and reported where none tells', () => {
    const early = times(
      400,
      (i) => `${String(1 + (i % 12)).padStart(2, '0')}/${String(1 + (i % 9)).padStart(2, '0')}/2020`,
    );
    expect(one([...early, '31/01/2020']).datetime_format).toBe('%d/%m/%Y');
    const { metadata, decisions } = detectMetadata(tableFromColumns({ d: early }));
    expect(tableMetadata(metadata).columns.d!.datetime_format).toBe('%m/%d/%Y');
    expect(decisions[0]!.reason).toContain('all match %d/%m/%Y as well');
  });

  it('are not found where one value is none', () => {
    expect(one([...times(200, (i) => `2020-01-${String(1 + (i % 28)).padStart(2, '0')}`), 'soon']).sdtype).toBe(
      'categorical',
    );
  });

  it('are taken from timestamp columns', () => {
    const table = tableFromColumns({ t: ['2020-01-31T10:00:00Z'] }, { t: { type: 'timestamp', unit: 'us' } });
    expect(columnsOf(table).t).toEqual({ sdtype: 'datetime' });
    expect(detectMetadata(table).decisions[0]!.reason).toContain('unit us, time zone UTC');
  });
});

describe('text', () => {
  it('is free where more than half of 100 or more values are distinct', () => {
    expect(one(times(100, (i) => `some words ${i % 51} of text`))).toEqual({ sdtype: 'unknown', pii: true });
    expect(one(times(100, (i) => `some words ${i % 50} of text`)).sdtype).toBe('categorical');
    expect(one(times(19, (i) => `some words ${i} of text`)).sdtype).toBe('categorical');
  });

  it('is boolean where it says true and false in one spelling', () => {
    const text = { type: 'utf8' } as const;
    const typed = (values: string[]) => columnsOf(tableFromColumns({ b: values }, { b: text.type })).b!.sdtype;
    expect(typed(['True', 'False'])).toBe('boolean');
    expect(typed(['True', 'false'])).toBe('categorical');
  });
});

describe('odd tables', () => {
  it('are described: no rows, no columns, only missing values, one row, odd names', () => {
    expect(tableMetadata(detectMetadata(tableFromColumns({})).metadata)).toEqual({ columns: {} });
    expect(columnsOf(tableFromColumns({ a: [] }, { a: 'utf8' })).a).toEqual({ sdtype: 'categorical' });
    const nothing = detectMetadata(tableFromColumns({ a: [null, null] }));
    expect(nothing.decisions[0]).toMatchObject({
      sdtype: 'numerical',
      missing: 2,
      missingShare: 1,
      distinct: 0,
      primaryKeyCandidate: false,
    });
    expect(one([5]).sdtype).toBe('numerical');
    const odd = columnsOf(
      tableFromColumns([
        ['__proto__', ['a', 'b']],
        ['', [1.5, 2]],
        ['toString', [true, false]],
      ]),
    );
    expect(Object.entries(odd).map(([name, { sdtype }]) => [name, sdtype])).toEqual([
      ['__proto__', 'categorical'],
      ['', 'numerical'],
      ['toString', 'boolean'],
    ]);
  });
});

describe('detectSource', () => {
  const cut = (table: Table, rows: number) => ({
    async *open() {
      yield* table.batches(rows);
    },
  });

  it('finds the same as detectMetadata, however the rows are cut', async () => {
    for (const name of ['patients.csv', 'adult-head.csv', 'cvd-head.csv']) {
      const table = fixture(name);
      for (const rows of [1, 7, 1000]) expect(await detectSource(cut(table, rows))).toEqual(detectMetadata(table));
    }
  });

  it('does so past the limit of what is held of a column', async () => {
    const table = tableFromColumns({
      n: Float64Array.from({ length: 60_000 }, (_, i) => ((i * 48_271) % 31_013) / 4),
      k: times(60_000, (i) => `K${i}`),
      z: times(60_000, (i) => `word ${(i * 31) % 25_000}`),
    });
    const whole = detectMetadata(table);
    expect(await detectSource(cut(table, 999))).toEqual(whole);
    const [n, k, z] = whole.decisions;
    // 5,000 to 10,000 of the distinct values are kept: a standard error of 1.7 % at most, 5 of them here.
    expect(n!.distinctExact).toBe(false);
    expect(Math.abs(n!.distinct / 31_013 - 1)).toBeLessThan(0.085);
    expect(Math.abs(z!.distinct / 25_000 - 1)).toBeLessThan(0.085);
    expect(k).toMatchObject({ sdtype: 'id', primaryKey: true });
    expect(n!.decimals).toBe(2);
  });

  it('stops at its abort signal and tells how far it is', async () => {
    const table = fixture('adult-head.csv');
    const abort = new AbortController();
    const rows: (number | undefined)[] = [];
    const onProgress = (_fraction: number, details?: { readonly rows?: number }) => {
      rows.push(details?.rows);
      if (rows.length === 2) abort.abort();
    };
    await expect(detectSource(cut(table, 100), { signal: abort.signal, onProgress })).rejects.toMatchObject({
      code: 'CVD_ABORTED',
    });
    expect(rows).toEqual([100, 200]);
  });
});
