import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Metadata, parseMetadata, tableFromColumns } from '@cvd/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../packages/cli/test/support/folder.js';
import { refusal } from './support/refusal.js';
import { type Refusal, refused } from './support/run.js';
import { methods } from './support/table.js';

const json = (columns: object, more: object = {}): string =>
  JSON.stringify({ METADATA_SPEC_VERSION: 'V1', tables: { people: { columns, ...more } }, relationships: [] });
const [id, number, category] = [{ sdtype: 'id' }, { sdtype: 'numerical' }, { sdtype: 'categorical' }];
const people = { id, age: number, sex: category };
const table = tableFromColumns({ id: [1, 2, 3, 3], age: [61, 34.5, null, 18], sex: ['f', 'm', 'f', 'm'] });

const learn = (metadata: Metadata, rows = table) =>
  methods.create('copula', { seed: 7 }).fit(rows, { metadata, execution: 'inline' });

describe('metadata that do not match the table', () => {
  it.each<[name: string, columns: object, says: RegExp]>([
    ['another table', { height: number }, /"height" is in the metadata.*"age" is in the table/s],
    ['a column too many', { ...people, height: number }, /"height" is in the metadata and not in the table/],
    ['a column too few', { id, age: number }, /"sex" is in the table and not in the metadata/],
    ['text as numbers', { ...people, sex: number }, /"sex": 4 values are no numbers.*"f", "m"/],
    ['text as dates', { ...people, sex: { sdtype: 'datetime', datetime_format: '%Y-%m-%d' } }, /%Y-%m-%d/],
    ['text as truth', { ...people, sex: { sdtype: 'boolean' } }, /true nor false/],
    ['a misspelt sdtype', { ...people, age: { sdtype: 'numercal' } }, /"numercal".*use numerical/],
  ])('%s', async (_, columns, says) => {
    await refusal(() => learn(parseMetadata(json(columns))), 'CVD_METADATA_MISMATCH', says, /Correct/);
  });

  it('all at once are told all at once, with values of personal data masked', async () => {
    const metadata = parseMetadata(json({ ...people, age: { sdtype: 'boolean' }, sex: { ...number, pii: true } }));
    const error = await refusal(() => learn(metadata), 'CVD_METADATA_MISMATCH', /in 2 ways/);
    expect(error.message).not.toMatch(/"f"|"m"/);
  });
});

describe('keys', () => {
  const keyed = (key: string) => parseMetadata(json(people, { primary_key: key }));

  it('with duplicates are refused, naming column, row and value', async () => {
    await refusal(() => learn(keyed('id')), 'CVD_METADATA_MISMATCH', /"id".*before.*primary key.*row 3.*"3"/);
  });

  it('with duplicates far apart are refused, also in a stream of batches', async () => {
    const values = Float64Array.from({ length: 30_000 }, (_, row) => (row === 29_999 ? 0 : row));
    const columns = { id: values, age: values, sex: Array<string>(30_000).fill('f') };
    const batches = [...tableFromColumns(columns).batches(1_000)];
    const source = {
      async *open() {
        yield* batches;
      },
    };
    const work = () => methods.create('copula').fit(source, { metadata: keyed('id'), execution: 'inline' });
    await refusal(work, 'CVD_METADATA_MISMATCH', /row 29999/);
  });

  it('with missing values are refused', async () => {
    const holed = tableFromColumns({ id: [1, null, 3, 4], age: [1, 2, 3, 4], sex: ['f', 'm', 'f', 'm'] });
    await refusal(() => learn(keyed('id'), holed), 'CVD_METADATA_MISMATCH', /missing in the primary key/);
  });

  it('that are no column are refused', async () => {
    await refusal(() => keyed('number'), 'CVD_INVALID_METADATA', /"number"/);
  });

  it('that hold come out unique, however many rows are asked', async () => {
    const ids = tableFromColumns({ id: [1, 2, 3, 4], age: [1, 2, 3, 4], sex: ['f', 'm', 'f', 'm'] });
    const model = methods.create('copula', { seed: 7 });
    await model.fit(ids, { metadata: keyed('id'), execution: 'inline' });
    const rows = [...(await model.sample(5_000).toTable()).toRows()];
    expect(new Set(rows.map((row) => row.id)).size).toBe(5_000);
  });

  it('with duplicates are not found where nobody says so: the table fits', async () => {
    const model = methods.create('copula', { seed: 7 });
    const report = await model.fit(table, { execution: 'inline' });
    expect(Object.values(report.metadata.tables)[0]).not.toHaveProperty('primary_key');
    expect((await model.sample(50).toTable()).rows).toBe(50);
  });
});

const broken: [text: string, says: RegExp][] = [
  ['', /no JSON/],
  ['{', /no JSON/],
  ['[]', /object/],
  ['null', /object/],
  ['{}', /METADATA_SPEC_VERSION/],
  ['{"METADATA_SPEC_VERSION":"V9","tables":{}}', /V1/],
  ['{"METADATA_SPEC_VERSION":"V1"}', /tables/],
  ['{"METADATA_SPEC_VERSION":"V1","tables":{}}', /tables/],
  ['{"METADATA_SPEC_VERSION":"V1","tables":{"t":{}}}', /tables\.t\.columns/],
  ['{"METADATA_SPEC_VERSION":"V1","tables":{"t":{"columns":{"a":{}}}}}', /columns\.a\.sdtype/],
  ['{"METADATA_SPEC_VERSION":"V1","tables":{"t":{"columns":{"a":null}}}}', /columns\.a/],
  ['{"METADATA_SPEC_VERSION":"V1","tables":{"t":{"columns":{}},"u":{"columns":{}}}}', /2/],
];

describe('broken metadata', () => {
  it.each(broken)('%j', async (text, says) => {
    await refusal(() => parseMetadata(text), 'CVD_INVALID_METADATA', says);
  });
});

describe('on the command line', () => {
  const folder = temporaryFolder();
  beforeAll(() => {
    writeFileSync(join(folder, 'people.csv'), 'id,age,sex\n1,61,f\n2,34,m\n2,18,m\n');
    writeFileSync(join(folder, 'other.json'), json({ height: number }));
    writeFileSync(join(folder, 'keyed.json'), json(people, { primary_key: 'id' }));
    writeFileSync(join(folder, 'broken.json'), '{');
  });

  it.each<[metadata: string, expected: Omit<Refusal, 'exit'>]>([
    ['other.json', { code: 'CVD_METADATA_MISMATCH', says: /"height" is in the metadata.*Correct/s }],
    ['keyed.json', { code: 'CVD_METADATA_MISMATCH', says: /"id".*primary key.*row 2/ }],
    ['broken.json', { code: 'CVD_INVALID_METADATA', says: /no JSON/ }],
    ['none.json', { code: 'CVD_FILE_NOT_FOUND', says: /none\.json/ }],
    ['people.csv', { code: 'CVD_INVALID_METADATA', says: /no JSON/ }],
    ['.', { code: 'CVD_FILE_READ', says: /Check that it is a file/ }],
  ])('fit with %s ends with 1', async (metadata, expected) => {
    const args = ['fit', 'people.csv', '--metadata', metadata, '--out', 'model.cvd'];
    await refused(folder, args, { exit: 1, ...expected });
  });

  it('evaluate names the file that lacks a column', async () => {
    writeFileSync(join(folder, 'ages.csv'), 'age\n61\n');
    const says = /^cvd: ages\.csv: There is no column "id"/;
    await refused(folder, ['evaluate', 'people.csv', 'ages.csv'], { exit: 1, code: 'CVD_UNKNOWN_COLUMN', says });
  });
});
